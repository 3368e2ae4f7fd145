package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.control.api.MeView;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.PolicyRule;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.RequestRule;
import dev.gatehouse.core.policy.TagRule;
import dev.gatehouse.core.policy.What;
import dev.gatehouse.core.policy.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the policy says to one person, in sentences: only the rules that are about them. It explains
 * and decides nothing.
 */
final class PolicyWords {
  private PolicyWords() {}

  /** What a section is about; decides its title and icon. */
  enum Topic {
    AT_ONCE,
    REVIEWED,
    EMERGENCY,
    NOT_GRANTED,
    ALLOWED,
    ASKED_FIRST,
    FORBIDDEN,
    MASKED
  }

  /**
   * Sentences about one thing.
   *
   * @param topic what they are about
   * @param entries at least one
   */
  record Section(Topic topic, List<Entry> entries) {}

  /**
   * What one rule says.
   *
   * @param sentence in words
   * @param rule its id, or the tag of a mask
   * @param reason the rule's own; may be empty
   */
  record Entry(String sentence, String rule, String reason) {}

  /** The sections that have something to say to that person. */
  static List<Section> of(PolicySet policy, MeView me) {
    Principal person =
        Principal.person(me.issuer(), me.subject(), me.name(), Set.copyOf(me.groups()));
    Map<Topic, List<Entry>> said = new TreeMap<>();
    for (RequestRule rule : policy.requestRules()) {
      if (rule.who().matches(person)) {
        add(said, topic(rule), new Entry(request(rule), rule.id(), rule.reason()));
      }
    }
    for (PolicyRule rule : policy.rules()) {
      if (rule.who().matches(person)) {
        add(said, topic(rule), new Entry(statement(rule), rule.id(), rule.reason()));
      }
    }
    policy.masks().entrySet().stream()
        .filter(mask -> mask.getValue() != MaskKind.NONE)
        .sorted(Map.Entry.comparingByKey())
        .forEach(mask -> add(said, Topic.MASKED, mask(policy, mask.getKey(), mask.getValue())));
    return said.entrySet().stream()
        .map(entry -> new Section(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private static void add(Map<Topic, List<Entry>> said, Topic topic, Entry entry) {
    said.computeIfAbsent(topic, key -> new ArrayList<>()).add(entry);
  }

  private static Topic topic(RequestRule rule) {
    return switch (rule.effect()) {
      case APPROVE -> Topic.AT_ONCE;
      case REVIEW -> Topic.REVIEWED;
      case BREAK_GLASS -> Topic.EMERGENCY;
      case DENY -> Topic.NOT_GRANTED;
    };
  }

  private static Topic topic(PolicyRule rule) {
    return switch (rule.effect()) {
      case ALLOW, ALLOW_INFERENCE -> Topic.ALLOWED;
      case CONFIRM, NEEDS_APPROVAL -> Topic.ASKED_FIRST;
      case DENY -> Topic.FORBIDDEN;
    };
  }

  private static String request(RequestRule rule) {
    StringJoiner parts = new StringJoiner(", ");
    parts.add(
        Strings.get(
            "words.on",
            actions(rule.what().actions()),
            named(rule.what().relations(), "words.allRelations")));
    where(parts, rule.what().environments(), rule.what().sources());
    if (!rule.what().unmask().isEmpty()) {
      parts.add(Strings.get("words.unmask", Words.list(rule.what().unmask())));
    }
    rule.maxMinutes().ifPresent(minutes -> parts.add(Strings.get("words.minutes", minutes)));
    if (rule.approvers() > 1) {
      parts.add(Strings.get("words.people", rule.approvers()));
    }
    rule.when().ifPresent(condition -> parts.add(Strings.get("words.when")));
    return sentence(parts);
  }

  private static String statement(PolicyRule rule) {
    StringJoiner parts = new StringJoiner(", ");
    What what = rule.what();
    if (what.destructive().orElse(false)) {
      parts.add(Strings.get("words.destructive"));
    }
    if (what.isAboutColumns()) {
      parts.add(columns(what));
    }
    if (!what.relations().isEmpty() || !what.actions().isEmpty() || parts.length() == 0) {
      parts.add(
          Strings.get(
              "words.on", actions(what.actions()), named(what.relations(), "words.allRelations")));
    }
    where(parts, what.environments(), what.sources());
    rule.limits()
        .rows()
        .ifPresent(rows -> parts.add(Strings.get("words.rows", String.format("%,d", rows))));
    rule.limits()
        .export()
        .ifPresent(export -> parts.add(Strings.get("words.export." + Words.word(export))));
    rule.when().ifPresent(condition -> parts.add(Strings.get("words.when")));
    return sentence(parts);
  }

  private static String columns(What what) {
    String named =
        what.tags().isEmpty()
            ? Strings.get("words.columns", named(what.columns(), "words.someColumns"))
            : Strings.get("words.tagged", Words.list(what.tags()));
    return what.uses().isEmpty()
        ? named
        : Strings.get("words.usedIn", named, Words.list(what.uses()));
  }

  private static void where(
      StringJoiner parts, Set<Environment> environments, Collection<?> sources) {
    if (!environments.isEmpty()) {
      parts.add(Strings.get("words.in", Words.list(environments)));
    }
    if (!sources.isEmpty()) {
      parts.add(Strings.get("words.in", Words.list(sources)));
    }
  }

  private static String actions(Set<Action> actions) {
    return actions.isEmpty() ? Strings.get("words.anything") : Words.list(actions);
  }

  private static String named(Collection<?> patterns, String all) {
    boolean everything = patterns.stream().allMatch(pattern -> pattern.toString().equals("*.*"));
    return everything ? Strings.get(all) : Words.list(patterns);
  }

  private static Entry mask(PolicySet policy, String tag, MaskKind kind) {
    String columns =
        policy.tags().stream()
            .filter(rule -> rule.tag().equals(tag))
            .map(TagRule::columns)
            .map(Object::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    return new Entry(
        Strings.get("words.mask." + kind.policyName(), columns.isEmpty() ? tag : columns), tag, "");
  }

  /** A sentence begins with a capital letter and ends with a full stop. */
  private static String sentence(StringJoiner parts) {
    String text = parts.toString();
    return text.isEmpty()
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
            + text.substring(text.offsetByCodePoints(0, 1))
            + ".";
  }
}

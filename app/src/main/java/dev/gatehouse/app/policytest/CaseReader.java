package dev.gatehouse.app.policytest;

import dev.gatehouse.app.catalogs.Fields;
import dev.gatehouse.app.catalogs.FileProblem;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.RelationPattern;
import dev.gatehouse.core.sql.RefusalCode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the cases of a file; what a case does not say stands under {@code defaults}. */
final class CaseReader {
  static final Set<String> WHO =
      Set.of("as", "groups", "for_human", "source", "environment", "now", "grant");
  static final Set<String> CASE = with(WHO, "name", "statement", "expect");
  static final Set<String> GRANT =
      Set.of("relations", "actions", "unmask", "purpose", "ticket", "approvers");
  static final Set<String> EXPECT = Set.of("effect", "rules", "masks", "refusal", "reason");
  private static final Set<String> EFFECTS =
      Set.of("allow", "allow_masked", "confirm", "needs_approval", "deny");

  private final PolicySet policy;
  private final Dialect dialect;
  private final Fields defaults;
  private final Instant now;

  CaseReader(PolicySet policy, Dialect dialect, Fields defaults, Instant now) {
    this.policy = policy;
    this.dialect = dialect;
    this.defaults = defaults;
    this.now = now;
  }

  private static Set<String> with(Set<String> keys, String... more) {
    Set<String> all = new HashSet<>(keys);
    all.addAll(Arrays.asList(more));
    return Set.copyOf(all);
  }

  PolicyCase read(JsonNode node, String place) throws FileProblem {
    Fields fields = Fields.of(node, place, CASE);
    Expected expected = expected(fields);
    if (expected.isEmpty()) {
      throw new FileProblem(place + " expects nothing; say at least an effect under expect.");
    }
    return new PolicyCase(
        fields.text("name").orElse(place),
        fields.required("statement"),
        assumptions(fields),
        moment(fields),
        expected);
  }

  private Assumptions assumptions(Fields fields) throws FileProblem {
    Fields grant = grant(fields);
    return new Assumptions(
        Assumptions.principal(
            either(fields, "as").text("as").orElse("somebody"),
            Set.copyOf(either(fields, "groups").texts("groups")),
            either(fields, "for_human").text("for_human")),
        source(fields),
        relations(grant),
        actions(grant),
        unmask(grant),
        grant.text("purpose").orElse(Assumptions.PURPOSE),
        grant.text("ticket").orElse(Assumptions.TICKET),
        grant.texts("approvers"));
  }

  private Fields either(Fields fields, String name) {
    return fields.has(name) ? fields : defaults;
  }

  /** A case's grant stands for itself: what it does not say is not taken from the defaults. */
  private Fields grant(Fields fields) throws FileProblem {
    Fields from = either(fields, "grant");
    return from.has("grant")
        ? Fields.of(from.node("grant"), from.place("grant"), GRANT)
        : Fields.of(JsonNodeFactory.instance.objectNode(), "", GRANT);
  }

  private DataSourceId source(Fields fields) throws FileProblem {
    Optional<String> word = either(fields, "environment").text("environment");
    Environment environment = Assumptions.environment(policy);
    if (word.isPresent()) {
      try {
        environment = Environment.parse(word.get());
      } catch (IllegalArgumentException e) {
        throw new FileProblem(fields.place("environment") + ": " + e.getMessage());
      }
    }
    String name =
        either(fields, "source").text("source").orElse(Assumptions.source(policy, "tests"));
    return new DataSourceId(name, environment, dialect, name);
  }

  private Instant moment(Fields fields) throws FileProblem {
    Optional<String> text = either(fields, "now").text("now");
    try {
      return text.isPresent() ? Instant.parse(text.get()) : now;
    } catch (DateTimeParseException e) {
      throw new FileProblem(
          fields.place("now") + " is no moment; write it as '2026-01-31T14:30:00Z'.");
    }
  }

  private static Set<String> relations(Fields grant) throws FileProblem {
    List<String> patterns = grant.texts("relations");
    for (String pattern : patterns) {
      try {
        RelationPattern.parse(pattern);
      } catch (IllegalArgumentException e) {
        throw new FileProblem(grant.place("relations") + ": " + e.getMessage());
      }
    }
    return grant.has("relations") ? Set.copyOf(patterns) : Set.of(Assumptions.EVERYTHING);
  }

  private static Set<Action> actions(Fields grant) throws FileProblem {
    if (!grant.has("actions")) {
      return Assumptions.allActions();
    }
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (String word : grant.texts("actions")) {
      actions.add(Fields.word(grant.place("actions"), word, Action.class));
    }
    return actions;
  }

  private Set<String> unmask(Fields grant) throws FileProblem {
    Set<String> tags = Set.copyOf(grant.texts("unmask"));
    for (String tag : tags) {
      if (!policy.masks().containsKey(tag)) {
        throw new FileProblem(grant.place("unmask") + ": the policy has no tag '" + tag + "'.");
      }
    }
    return tags;
  }

  private Expected expected(Fields test) throws FileProblem {
    if (!test.has("expect")) {
      throw new FileProblem(test.place("expect") + " is missing; say at least an effect.");
    }
    Fields fields = Fields.of(test.node("expect"), test.place("expect"), EXPECT);
    Optional<String> effect = fields.text("effect");
    if (effect.isPresent() && !EFFECTS.contains(effect.get())) {
      throw new FileProblem(
          fields.place("effect")
              + " is '"
              + effect.get()
              + "'; use allow, allow_masked, confirm, needs_approval or deny.");
    }
    return new Expected(
        effect, rules(fields), masks(fields), refusal(fields), fields.text("reason"));
  }

  private Optional<Set<String>> rules(Fields expect) throws FileProblem {
    if (!expect.has("rules")) {
      return Optional.empty();
    }
    Set<String> known = policy.rules().stream().map(rule -> rule.id()).collect(Collectors.toSet());
    Set<String> ids = Set.copyOf(new HashSet<>(expect.texts("rules")));
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new FileProblem(expect.place("rules") + ": the policy has no rule '" + id + "'.");
      }
    }
    return Optional.of(ids);
  }

  /** Words of a mask that an author would write for an open column are left out. */
  private static Optional<Map<String, String>> masks(Fields expect) throws FileProblem {
    if (!expect.has("masks")) {
      return Optional.empty();
    }
    JsonNode node = expect.node("masks");
    if (!node.isObject()) {
      throw new FileProblem(expect.place("masks") + " is no object of columns and their masks.");
    }
    Map<String, String> masks = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      // A bare null in YAML is the mask of that name.
      String word = entry.getValue().isNull() ? "null" : entry.getValue().asString("");
      if (Arrays.stream(MaskKind.values()).noneMatch(kind -> kind.policyName().equals(word))) {
        throw new FileProblem(
            expect.place("masks") + "." + entry.getKey() + ": '" + word + "' is no mask.");
      }
      if (!word.equals(MaskKind.NONE.policyName())) {
        masks.put(entry.getKey(), word);
      }
    }
    return Optional.of(masks);
  }

  private static Optional<String> refusal(Fields expect) throws FileProblem {
    Optional<String> code = expect.text("refusal");
    if (code.isPresent() && !code.get().equals("none")) {
      return Optional.of(
          Fields.word(expect.place("refusal"), code.get(), RefusalCode.class)
              .name()
              .toLowerCase(Locale.ROOT));
    }
    return code.map(none -> "");
  }
}

package dev.gatehouse.core.policy;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.policy.RequestRule.RequestWhat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Tables under {@code rules} and {@code grants} to rules, and what must hold within each. */
final class RuleReader {
  /** The longest grant there is, in minutes. */
  private static final int MAX_MINUTES = 480;

  private final Map<String, Integer> idLines;
  private final Set<String> tagNames;
  private final Set<String> linkable;

  RuleReader(Map<String, Integer> idLines, Set<String> tags, Set<String> linkable) {
    this.idLines = idLines;
    this.tagNames = tags;
    this.linkable = linkable;
  }

  PolicyRule rule(YamlTable table) {
    String id = id(table);
    RuleEffect effect =
        constant(table, "effect", table.required("effect"), RuleEffect.class)
            .orElse(RuleEffect.DENY);
    YamlTable whatTable = table.table("what", PolicyKeys.WHAT);
    What what =
        new What(
            environments(whatTable),
            whatTable.read("sources", Glob::new),
            whatTable.read("relations", RelationPattern::parse),
            constants(whatTable, "actions", Action.class),
            whatTable.read("columns", ColumnPattern::parse),
            tags(whatTable, "tags"),
            whatTable.flag("destructive"),
            constants(whatTable, "uses", ColumnUse.Kind.class));
    YamlTable limitsTable = table.table("limits", PolicyKeys.LIMITS);
    OptionalLong rows = limitsTable.number("rows", 1, Long.MAX_VALUE);
    Limits limits =
        new Limits(
            rows,
            limitsTable
                .text("export")
                .flatMap(word -> constant(limitsTable, "export", word, ExportFormat.class)));
    PolicyRule rule =
        new PolicyRule(
            id,
            effect,
            who(table, "who"),
            what,
            when(table, ConditionVariables.STATEMENT),
            limits,
            table.flag("typed_name").orElse(false),
            table.required("reason"),
            table.line());
    check(rule, table);
    return rule;
  }

  /** What an author could only mean wrongly is an error, not a rule that never matches. */
  private void check(PolicyRule rule, YamlTable table) {
    What what = rule.what();
    switch (rule.effect()) {
      case ALLOW -> {
        requireScope(table, rule.effect().policyName(), what.relations(), what.actions());
        if (what.isAboutColumns()) {
          table.problem("'allow' speaks of relations; use deny or a mask for columns and tags.");
        }
      }
      case ALLOW_INFERENCE -> checkInference(rule, table);
      case DENY, CONFIRM, NEEDS_APPROVAL -> {
        if (table.has("limits")) {
          table.problem("limits", "'limits' belongs to a rule that allows.");
        }
      }
    }
    if (table.has("typed_name") && rule.effect() != RuleEffect.CONFIRM) {
      table.problem("typed_name", "'typed_name' belongs to a rule that confirms.");
    }
  }

  private void checkInference(PolicyRule rule, YamlTable table) {
    What what = rule.what();
    if (!table.has("who")) {
      table.problem("'who' is missing; write groups: \"*\" for everyone.");
    }
    if (what.tags().isEmpty() && what.columns().isEmpty()) {
      table.problem("'allow_inference' names the tags or columns that it opens.");
    }
    if (table.has("limits")) {
      table.problem("limits", "'limits' belongs to a rule that allows.");
    }
    if (what.destructive().isPresent() || !what.actions().isEmpty()) {
      table.problem("'allow_inference' has neither actions nor destructive.");
    }
    if (what.uses().contains(ColumnUse.Kind.WRITE_SOURCE)
        || what.uses().contains(ColumnUse.Kind.WRITE_TARGET)
        || what.uses().contains(ColumnUse.Kind.PLACEHOLDER)) {
      table.problem(
          "No rule allows to copy masked values or to write masks; 'uses' names kinds of"
              + " comparison.");
    }
    for (String tag : what.tags()) {
      boolean links =
          what.uses().isEmpty()
              || what.uses().contains(ColumnUse.Kind.EQUALITY)
              || what.uses().contains(ColumnUse.Kind.JOIN);
      if (links && tagNames.contains(tag) && !linkable.contains(tag)) {
        table.problem("The tag '" + tag + "' is not linkable; say linkable: true under tags.");
      }
    }
  }

  RequestRule requestRule(YamlTable table) {
    String id = id(table);
    RequestEffect effect =
        constant(table, "effect", table.required("effect"), RequestEffect.class)
            .orElse(RequestEffect.DENY);
    YamlTable whatTable = table.table("what", PolicyKeys.GRANT_WHAT);
    RequestWhat what =
        new RequestWhat(
            environments(whatTable),
            whatTable.read("sources", Glob::new),
            whatTable.read("relations", RelationPattern::parse),
            constants(whatTable, "actions", Action.class),
            tags(whatTable, "unmask"));
    OptionalLong minutes = table.number("max_minutes", 1, MAX_MINUTES);
    OptionalLong approvers = table.number("approvers", 1, 10);
    switch (effect) {
      case REVIEW -> requireScope(table, effect.policyName(), what.relations(), what.actions());
      case APPROVE, BREAK_GLASS -> {
        requireScope(table, effect.policyName(), what.relations(), what.actions());
        for (String key : List.of("approvers", "approved_by")) {
          if (table.has(key)) {
            table.problem(key, "'" + key + "' belongs to a rule that asks for a review.");
          }
        }
      }
      case DENY -> {
        for (String key :
            List.of("approvers", "approved_by", "max_minutes", "max_export", "max_rows")) {
          if (table.has(key)) {
            table.problem(key, "A rule that denies has no " + key + ".");
          }
        }
      }
    }
    return new RequestRule(
        id,
        effect,
        who(table, "who"),
        what,
        when(table, ConditionVariables.REQUEST),
        minutes.isPresent() ? OptionalInt.of((int) minutes.getAsLong()) : OptionalInt.empty(),
        table
            .text("max_export")
            .flatMap(word -> constant(table, "max_export", word, ExportFormat.class)),
        table.number("max_rows", 1, Integer.MAX_VALUE),
        effect == RequestEffect.REVIEW ? (int) approvers.orElse(1) : 0,
        who(table, "approved_by"),
        table.required("reason"),
        table.line());
  }

  private void requireScope(
      YamlTable table, String effect, List<RelationPattern> relations, Set<Action> actions) {
    if (!table.has("who")) {
      table.problem("'who' is missing; write groups: \"*\" for everyone.");
    }
    if (relations.isEmpty()) {
      table.problem("'" + effect + "' names its relations; write \"*.*\" for all.");
    }
    if (actions.isEmpty()) {
      table.problem("'" + effect + "' names its actions.");
    }
  }

  private String id(YamlTable table) {
    String id = table.required("id");
    if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9._-]{0,79}")) {
      table.problem("id", "'" + id + "' is no id; use lower-case letters, digits and . _ -");
    }
    table.belongsTo(id);
    Integer earlier = id.isEmpty() ? null : idLines.putIfAbsent(id, table.line());
    if (earlier != null) {
      table.problem("The id '" + id + "' is taken by the rule at line " + earlier + ".");
    }
    return id;
  }

  private static Who who(YamlTable table, String key) {
    if (!table.has(key)) {
      return Who.EVERYONE;
    }
    YamlTable who = table.table(key, PolicyKeys.WHO);
    if (!who.has("groups") && !who.has("subjects")) {
      table.problem(key, "'" + key + "' names groups or subjects; groups: \"*\" is everyone.");
    }
    return new Who(who.texts("groups"), who.texts("subjects"));
  }

  private static Optional<Condition> when(YamlTable table, ConditionVariables variables) {
    return table.read("when", text -> Condition.compile(text, variables)).stream()
        .reduce(
            (first, second) -> {
              table.problem("when", "'when' is one condition; join several with &&.");
              return first;
            });
  }

  private static Set<Environment> environments(YamlTable table) {
    return new HashSet<>(table.read("environment", Environment::parse));
  }

  private Set<String> tags(YamlTable table, String key) {
    Set<String> tags = table.texts(key);
    for (String tag : tags) {
      if (!tagNames.contains(tag)) {
        table.problem(key, "The tag '" + tag + "' is not defined under tags.");
      }
    }
    return tags;
  }

  private static <E extends Enum<E>> Set<E> constants(YamlTable table, String key, Class<E> type) {
    Set<E> constants = new HashSet<>();
    for (String word : table.texts(key)) {
      constant(table, key, word, type).ifPresent(constants::add);
    }
    return constants;
  }

  private static <E extends Enum<E>> Optional<E> constant(
      YamlTable table, String key, String word, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (Words.word(constant).equals(word)) {
        return Optional.of(constant);
      }
    }
    if (!word.isEmpty()) {
      table.problem(
          key,
          String.format(
              Locale.ROOT,
              "'%s' is unknown for '%s'; use %s.",
              word,
              key,
              Words.list(List.of(type.getEnumConstants()))));
    }
    return Optional.empty();
  }
}

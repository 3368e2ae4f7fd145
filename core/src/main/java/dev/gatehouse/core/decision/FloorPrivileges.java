package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.PolicyRule;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.RelationPattern;
import dev.gatehouse.core.policy.RuleEffect;
import dev.gatehouse.core.policy.SensitiveColumns;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The privileges of a grant's two roles: what the grant and some rule allow, column by column,
 * without what a rule denies whatever else holds. Conditions cannot be known here and count as held
 * for rules that allow and as not held for rules that deny; each statement is decided again.
 */
public final class FloorPrivileges {
  private final FloorRequest request;
  private final PolicySet policy;
  private final CatalogSnapshot catalog;
  private final StatementAnalyzer analyzer;
  private final SensitiveColumns sensitive;
  private final List<RelationPattern> patterns;

  private FloorPrivileges(
      FloorRequest request, PolicySet policy, CatalogSnapshot catalog, StatementAnalyzer analyzer) {
    this.request = request;
    this.policy = policy;
    this.catalog = catalog;
    this.analyzer = analyzer;
    this.sensitive = SensitiveColumns.of(policy, catalog);
    this.patterns = request.relations().stream().map(RelationPattern::parse).toList();
  }

  /**
   * Computes the privileges, relation by relation in name order; relations without any are left
   * out. System relations are never named: what the server opens to everyone stays as it is.
   *
   * @throws IllegalArgumentException with one sentence where a pattern of the request cannot be
   *     read
   */
  public static List<RelationPrivileges> compute(
      FloorRequest request, PolicySet policy, CatalogSnapshot catalog, StatementAnalyzer analyzer) {
    FloorPrivileges floor = new FloorPrivileges(request, policy, catalog, analyzer);
    return catalog.relations().stream()
        .filter(relation -> floor.patterns.stream().anyMatch(p -> p.matches(relation.name())))
        .map(floor::of)
        .filter(privileges -> !privileges.isEmpty())
        .toList();
  }

  private RelationPrivileges of(Relation relation) {
    return switch (relation.kind()) {
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE -> table(relation);
      case VIEW, MATERIALIZED_VIEW -> view(relation);
      case SYSTEM -> new RelationPrivileges(relation.name(), List.of(), List.of(), Set.of());
    };
  }

  private RelationPrivileges table(Relation relation) {
    List<String> plain = new ArrayList<>();
    List<String> masked = new ArrayList<>();
    if (allows(relation, Action.READ)) {
      for (Column column : relation.columns()) {
        ColumnRef ref = new ColumnRef(relation.name(), column.name());
        if (!denied(Set.of(ref))) {
          (sensitive.covers(ref) ? masked : plain).add(column.name());
        }
      }
    }
    return new RelationPrivileges(relation.name(), plain, masked, writes(relation));
  }

  /** Rows of a view come with its owner's rights, so its columns count by what they are made of. */
  private RelationPrivileges view(Relation relation) {
    Optional<Facts> facts = facts(relation);
    if (facts.isEmpty() || !allows(relation, Action.READ) || !readsOnlyGranted(facts.get())) {
      return new RelationPrivileges(relation.name(), List.of(), List.of(), Set.of());
    }
    boolean hidden =
        facts.get().uses().stream()
            .anyMatch(use -> sensitive.covers(use.column()) || denied(Set.of(use.column())));
    List<String> plain = new ArrayList<>();
    List<String> masked = new ArrayList<>();
    for (int i = 0; i < relation.columns().size(); i++) {
      String name = relation.columns().get(i).name();
      Set<ColumnRef> sources = new HashSet<>(facts.get().outputs().get(i).lineage().sources());
      sources.add(new ColumnRef(relation.name(), name));
      if (denied(sources)) {
        continue;
      }
      boolean isMasked = hidden || sources.stream().anyMatch(sensitive::covers);
      (isMasked ? masked : plain).add(name);
    }
    return new RelationPrivileges(relation.name(), plain, masked, Set.of());
  }

  private Optional<Facts> facts(Relation view) {
    String sql = "SELECT * FROM " + quote(view.name().schema()) + "." + quote(view.name().name());
    return switch (analyzer.analyze(sql, catalog)) {
      case AnalysisResult.Understood understood -> agreeing(understood.facts(), view);
      case AnalysisResult.Refused refused -> Optional.empty();
    };
  }

  private static Optional<Facts> agreeing(Facts facts, Relation view) {
    List<String> names = facts.outputs().stream().map(OutputColumn::name).toList();
    return names.equals(view.columns().stream().map(Column::name).toList())
        ? Optional.of(facts)
        : Optional.empty();
  }

  private boolean readsOnlyGranted(Facts facts) {
    return facts.reads().stream()
        .allMatch(
            read ->
                catalog.relation(read).filter(r -> r.kind() == RelationKind.SYSTEM).isPresent()
                    || patterns.stream().anyMatch(pattern -> pattern.matches(read)));
  }

  private Set<Action> writes(Relation relation) {
    Set<Action> writes = EnumSet.noneOf(Action.class);
    for (Action action : List.of(Action.INSERT, Action.UPDATE, Action.DELETE)) {
      if (allows(relation, action)) {
        writes.add(action);
      }
    }
    return writes;
  }

  private boolean allows(Relation relation, Action action) {
    return request.actions().contains(action)
        && policy.rules().stream()
            .filter(rule -> rule.effect() == RuleEffect.ALLOW)
            .anyMatch(rule -> concerns(rule, relation, action))
        && policy.rules().stream()
            .filter(rule -> denies(rule) && !rule.what().isAboutColumns())
            .noneMatch(rule -> concerns(rule, relation, action));
  }

  private boolean concerns(PolicyRule rule, Relation relation, Action action) {
    return isHere(rule) && rule.what().names(relation.name()) && rule.what().names(action);
  }

  /** Whether it denies reading any of the columns, whatever the statement is. */
  private boolean denied(Set<ColumnRef> columns) {
    return policy.rules().stream()
        .filter(rule -> denies(rule) && rule.what().isAboutColumns() && isHere(rule))
        .filter(rule -> rule.what().names(Action.READ))
        .anyMatch(rule -> columns.stream().anyMatch(column -> names(rule, column)));
  }

  private boolean names(PolicyRule rule, ColumnRef column) {
    return rule.what().names(column.relation())
        && (rule.what().columns().isEmpty()
            || rule.what().columns().stream().anyMatch(pattern -> pattern.matches(column)))
        && (rule.what().tags().isEmpty()
            || sensitive.tagsOf(column).stream().anyMatch(rule.what().tags()::contains));
  }

  private static boolean denies(PolicyRule rule) {
    return rule.effect() == RuleEffect.DENY
        && rule.when().isEmpty()
        && rule.what().destructive().isEmpty()
        && rule.what().uses().isEmpty();
  }

  private boolean isHere(PolicyRule rule) {
    return rule.what().isIn(request.source().environment())
        && rule.what().isOn(request.source())
        && RuleMatcher.who(rule.who(), request.beneficiary(), rule.effect().restricts()).isEmpty();
  }

  private String quote(String name) {
    String mark =
        switch (catalog.dialect()) {
          case POSTGRESQL -> "\"";
          case MARIADB, MYSQL -> "`";
        };
    return mark + name.replace(mark, mark + mark) + mark;
  }
}

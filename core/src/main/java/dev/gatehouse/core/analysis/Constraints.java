package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.TableElement;
import java.util.List;
import java.util.Optional;

/**
 * What constraints and indexes ask of the rows that are there: the server says whether some row
 * breaks the rule, and often which.
 */
final class Constraints {
  private final Analysis analysis;

  Constraints(Analysis analysis) {
    this.analysis = analysis;
  }

  void resolve(TableElement.Constraint constraint, Scope scope) {
    switch (constraint) {
      case TableElement.Check check ->
          analysis.predicates().resolve(check.condition(), scope, ColumnUse.Kind.PREDICATE);
      case TableElement.Unique unique -> unique(unique, scope);
      case TableElement.ForeignKey key -> foreignKey(key, scope);
      case TableElement.Exclude exclude -> {
        exclude.operators().forEach(analysis.routines()::checkOperator);
        exclude.elements().forEach(element -> element(element, scope, true));
        where(exclude.where(), scope);
      }
      case TableElement.NotNull notNull -> presence(notNull.column(), scope);
    }
  }

  private void unique(TableElement.Unique unique, Scope scope) {
    if (unique.index().isPresent()) {
      // Which columns the index has is not known, but each row has been compared already.
      scope.columns().forEach(c -> used(Lineages.presence(c.lineage()), ColumnUse.Kind.PRESENCE));
    }
    for (Identifier column : unique.columns()) {
      used(lineage(column, scope), ColumnUse.Kind.GROUPING);
    }
    unique.include().forEach(column -> lineage(column, scope));
  }

  /** A row without its counterpart tells that the other relation lacks the value. */
  private void foreignKey(TableElement.ForeignKey key, Scope scope) {
    key.columns().forEach(column -> used(lineage(column, scope), ColumnUse.Kind.JOIN));
    Optional<Relation> found = analysis.relations().known(key.table());
    if (found.isEmpty() && isItself(key, scope)) {
      return;
    }
    Relation relation = found.orElseGet(() -> analysis.relations().find(key.table()));
    if (!Relations.isTable(relation)) {
      throw AnalysisRefusedException.unsupported("REFERENCES of what is no table");
    }
    List<Scope.SourceColumn> columns = analysis.relations().read(relation);
    List<String> named =
        key.referenced().isEmpty()
            ? relation.primaryKey()
            : key.referenced().stream().map(Identifier::name).toList();
    for (String name : named) {
      if (relation.column(name).isEmpty()) {
        throw AnalysisRefusedException.unknownColumn(relation.name().name() + "." + name);
      }
    }
    for (int i = 0; i < relation.columns().size(); i++) {
      Column column = relation.columns().get(i);
      if (named.isEmpty() || named.contains(column.name())) {
        used(columns.get(i).lineage(), ColumnUse.Kind.JOIN);
      }
    }
  }

  /** A new table that refers to itself. */
  private static boolean isItself(TableElement.ForeignKey key, Scope scope) {
    Optional<RelationName> itself = scope.relations().getFirst().relation();
    return itself.isPresent()
        && itself.get().name().equals(key.table().getLast().name())
        && (key.table().size() == 1 || itself.get().schema().equals(key.table().getFirst().name()));
  }

  /** An element of an index or of an exclusion; comparing rows tells of equal ones. */
  void element(Ddl.IndexElement element, Scope scope, boolean compared) {
    Lineage lineage = analysis.expressions().resolve(element.value(), scope);
    if (compared) {
      used(lineage, ColumnUse.Kind.GROUPING);
    }
  }

  void where(Optional<Expr> condition, Scope scope) {
    condition.ifPresent(c -> analysis.predicates().resolve(c, scope, ColumnUse.Kind.PREDICATE));
  }

  void presence(Identifier column, Scope scope) {
    used(Lineages.presence(lineage(column, scope)), ColumnUse.Kind.PRESENCE);
  }

  Lineage lineage(Identifier column, Scope scope) {
    return analysis.names().resolve(new Expr.Name(List.of(column)), scope);
  }

  private void used(Lineage lineage, ColumnUse.Kind kind) {
    analysis.sink().use(lineage, kind);
  }
}

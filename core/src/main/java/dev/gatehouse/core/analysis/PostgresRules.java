package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.List;
import java.util.Optional;

/** As PostgreSQL does: names are folded when they are read, and types compare as they are. */
record PostgresRules() implements Rules {
  @Override
  public Vocabulary vocabulary() {
    return RoutineRules.POSTGRESQL;
  }

  @Override
  public TotalRoutines totals() {
    return TotalRoutines.POSTGRESQL;
  }

  @Override
  public boolean sameColumn(String one, String other) {
    return one.equals(other);
  }

  @Override
  public boolean sameRelation(String one, String other) {
    return one.equals(other);
  }

  @Override
  public String commonTable(String name) {
    return name;
  }

  @Override
  public boolean namesRows() {
    return true;
  }

  @Override
  public boolean seesLabels() {
    return false;
  }

  @Override
  public Optional<String> outputName(Query.Item item) {
    return OutputNames.of(item);
  }

  @Override
  public Optional<String> valuesName(Expr first, int position) {
    return Optional.of("column" + (position + 1));
  }

  @Override
  public boolean mayBeCalled(String wanted) {
    return true;
  }

  @Override
  public Optional<String> ownSchema(String relation) {
    return relation.startsWith("pg_") ? Optional.of("pg_catalog") : Optional.empty();
  }

  @Override
  public Optional<RelationName> qualified(Relation relation, Optional<From.Alias> alias) {
    return alias.isPresent() ? Optional.empty() : Optional.of(relation.name());
  }

  @Override
  public boolean recursionMayNotFit() {
    return false;
  }

  @Override
  public boolean asksForOneValue(Column column, Expr constant) {
    return true;
  }

  @Override
  public boolean asksForSameValue(Column one, Column other) {
    return true;
  }

  /** Of the constants that {@link KeyPin} knows, each is one. */
  @Override
  public boolean pinsKey(Column column, Expr constant) {
    return true;
  }

  @Override
  public boolean bareConditionConstrains() {
    return true;
  }

  @Override
  public List<String> planColumns(Statement.Explain explain) {
    return List.of("QUERY PLAN");
  }

  @Override
  public boolean listsNameAllColumns() {
    return false;
  }

  @Override
  public boolean mergesLikeFirstSide() {
    return false;
  }

  @Override
  public boolean isConditional(Expr.Call call) {
    return false;
  }

  @Override
  public Optional<Expr.Literal> ordinal(Expr value) {
    return value instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.NUMBER
        ? Optional.of(literal)
        : Optional.empty();
  }
}

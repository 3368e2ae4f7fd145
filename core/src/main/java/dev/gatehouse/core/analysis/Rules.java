package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.List;
import java.util.Optional;

/** Where servers differ in what a statement means: one object for each kind of server. */
sealed interface Rules permits PostgresRules, MySqlRules {
  static Rules of(CatalogSnapshot catalog) {
    return switch (catalog.dialect()) {
      case POSTGRESQL -> new PostgresRules();
      case MARIADB, MYSQL -> new MySqlRules(catalog);
    };
  }

  /** What a statement may call, cast to and compare with. */
  Vocabulary vocabulary();

  /** Which routines neither fail nor run for long. */
  TotalRoutines totals();

  /** Whether two names mean the same column, both among the same ones. */
  boolean sameColumn(String one, String other);

  /** Whether two names mean the same relation, alias or schema. */
  boolean sameRelation(String one, String other);

  /** What common table expressions of the same name have in common. */
  String commonTable(String name);

  /** Whether a relation's name alone, where no column has it, means its whole row. */
  boolean namesRows();

  /**
   * Whether labels of the select list may be meant by bare names in GROUP BY, HAVING, ORDER BY and
   * windows, and by those in subqueries; a column of that name may be meant too.
   */
  boolean seesLabels();

  /** The name that the server gives to a column of a result; empty where it is not known. */
  Optional<String> outputName(Query.Item item);

  /** The name of the column of VALUES at that position, counted from 0, after its first row. */
  Optional<String> valuesName(Expr first, int position);

  /** Whether a column whose name is not known might have that one. */
  boolean mayBeCalled(String wanted);

  /** The schema that is searched before any other for a bare relation's name. */
  Optional<String> ownSchema(String relation);

  /** The full name under which a relation of FROM may be written before a column. */
  Optional<RelationName> qualified(Relation relation, Optional<From.Alias> alias);

  /**
   * Whether the first part of a recursive WITH gives its columns a width, which a value of the
   * recursive part may not fit.
   */
  boolean recursionMayNotFit();

  /** Whether {@code =} between a column and a constant asks for that one value alone. */
  boolean asksForOneValue(Column column, Expr constant);

  /** Whether {@code =} between columns asks for the same value. */
  boolean asksForSameValue(Column one, Column other);

  /** Whether at most one value of a key's column can be equal to the constant. */
  boolean pinsKey(Column column, Expr constant);

  /** Whether a condition that is no comparison, such as {@code where c}, leaves rows out. */
  boolean bareConditionConstrains();

  /** Whether a call's first argument decides which of the others is its value. */
  boolean isConditional(Expr.Call call);

  /** The position in ORDER BY or GROUP BY that a constant stands for; empty for anything else. */
  Optional<Expr.Literal> ordinal(Expr value);

  /** The columns of what EXPLAIN shows; refuses forms that are not understood. */
  List<String> planColumns(Statement.Explain explain);

  /** Whether a list of columns names all of them, or the first ones alone. */
  boolean listsNameAllColumns();

  /**
   * How NATURAL and USING put columns in order: whether as the first side has them, which of a
   * RIGHT JOIN is the right one; else as USING lists them, and always the left side first.
   */
  boolean mergesLikeFirstSide();

  /** The column of a relation that a statement writes. */
  default Optional<Column> column(Relation relation, String name) {
    return relation.columns().stream().filter(c -> sameColumn(c.name(), name)).findFirst();
  }
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Query;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a condition names the rows of a write's target one by one: every column of its primary
 * key equals a constant or is in a list of constants, and nothing widens that. Any other condition
 * can hold for every row, whatever it looks like.
 */
final class KeyPin {
  /** Types whose values compare with a key's one by one; a float or a citext would merge some. */
  private static final Set<String> EXACT =
      Set.of(
          "smallint",
          "int",
          "int2",
          "int4",
          "int8",
          "integer",
          "bigint",
          "numeric",
          "decimal",
          "text",
          "varchar",
          "uuid",
          "date",
          "timestamp",
          "timestamptz");

  private final NameResolver names;
  private final Rules rules;
  private final Relation relation;
  private final boolean inherited;
  private final Set<Scope.SourceColumn> target = Collections.newSetFromMap(new IdentityHashMap<>());

  KeyPin(Analysis analysis, List<Scope.SourceColumn> target, Relation relation) {
    this.names = analysis.names();
    this.rules = analysis.rules();
    this.relation = relation;
    this.target.addAll(target);
    // A key does not hold across tables that inherit; across partitions it does.
    this.inherited =
        relation.kind() != RelationKind.PARTITIONED_TABLE
            && !analysis.catalog().children(relation.name()).isEmpty();
  }

  boolean holds(Optional<Expr> condition) {
    if (condition.isEmpty() || relation.primaryKey().isEmpty() || inherited) {
      return false;
    }
    Set<String> pinned = new HashSet<>();
    collect(condition.get(), pinned);
    return pinned.containsAll(relation.primaryKey());
  }

  private void collect(Expr condition, Set<String> pinned) {
    switch (condition) {
      case Expr.Row row when !row.keyword() && row.items().size() == 1 ->
          collect(row.items().getFirst(), pinned);
      case Expr.Logical logical when logical.and() -> {
        collect(logical.left(), pinned);
        collect(logical.right(), pinned);
      }
      case Expr.Comparison equal when equal.operator().equals("=") -> {
        if (isConstant(equal.right())) {
          column(equal.left(), List.of(equal.right())).ifPresent(pinned::add);
        } else if (isConstant(equal.left())) {
          column(equal.right(), List.of(equal.left())).ifPresent(pinned::add);
        }
      }
      case Expr.In in
          when !in.not()
              && in.right() instanceof Expr.Row list
              && list.items().stream().allMatch(KeyPin::isConstant) ->
          column(in.operand(), list.items()).ifPresent(pinned::add);
      default -> {
        // Holds for any number of rows.
      }
    }
  }

  /** The target's column that each of the constants names one value of. */
  private Optional<String> column(Expr expression, List<Expr> constants) {
    return switch (expression) {
      case Expr.Name name ->
          names
              .columnOf(name)
              .filter(target::contains)
              .flatMap(Scope.SourceColumn::name)
              .flatMap(relation::column)
              .filter(column -> constants.stream().allMatch(c -> rules.pinsKey(column, c)))
              .map(Column::name);
      case Expr.Row row when !row.keyword() && row.items().size() == 1 ->
          column(row.items().getFirst(), constants);
      default -> Optional.empty();
    };
  }

  /** Whether a query is a list of rows that are written out, so that it gives no more of them. */
  static boolean isWrittenOut(Query query) {
    return query.body() instanceof Query.Values values
        && values.rows().stream().allMatch(row -> row.stream().allMatch(KeyPin::isConstant));
  }

  private static boolean isConstant(Expr expression) {
    return switch (expression) {
      case Expr.Literal _ -> true;
      case Expr.TypedLiteral typed -> EXACT.contains(typed.type().name());
      case Expr.Cast cast -> EXACT.contains(cast.type().name()) && isConstant(cast.operand());
      case Expr.Unary sign ->
          (sign.operator().equals("-") || sign.operator().equals("+"))
              && isConstant(sign.operand());
      case Expr.Row row when !row.keyword() && row.items().size() == 1 ->
          isConstant(row.items().getFirst());
      default -> false;
    };
  }
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables of an UPDATE or DELETE that may name several: which of them a column or a target
 * means.
 *
 * @param from as the statement writes them
 * @param visible what their names mean
 * @param tables those that hold rows of their own
 */
record WrittenTables(
    Analysis analysis, List<From> from, Scope.FromColumns visible, List<Table> tables) {
  WrittenTables {
    from = List.copyOf(from);
    tables = List.copyOf(tables);
  }

  /**
   * A table of the statement.
   *
   * @param name what the statement calls it
   */
  record Table(String name, Relation relation, List<Scope.SourceColumn> columns) {
    Table {
      columns = List.copyOf(columns);
    }

    /** The columns of its primary key, as the statement can write them. */
    List<Expr> keyNames() {
      return relation.primaryKey().stream()
          .<Expr>map(key -> new Expr.Name(List.of(quoted(name), quoted(key))))
          .toList();
    }

    private static Identifier quoted(String name) {
      return new Identifier(name, "`" + name + "`");
    }
  }

  static WrittenTables of(Analysis analysis, List<From> from) {
    from.stream().flatMap(WrittenTables::relations).forEach(WrittenTables::refuseHint);
    if (from.size() == 1 && from.getFirst() instanceof From.Relation relation) {
      Relation target = analysis.writes().target(relation.name(), Scope.root());
      Scope.FromColumns visible = analysis.writes().source(relation, target);
      return new WrittenTables(analysis, from, visible, List.of(table(relation, target, visible)));
    }
    Scope.FromColumns visible = analysis.froms().resolve(from, Scope.root());
    List<Table> tables = new ArrayList<>();
    from.stream()
        .flatMap(WrittenTables::relations)
        .forEach(
            item -> {
              Relation relation = analysis.relations().find(item.name());
              if (Relations.isTable(relation)) {
                tables.add(table(item, relation, visible));
              }
            });
    return new WrittenTables(analysis, from, visible, tables);
  }

  private static Table table(From.Relation item, Relation relation, Scope.FromColumns visible) {
    String name = item.alias().map(alias -> alias.name().name()).orElse(relation.name().name());
    return visible.relations().stream()
        .filter(source -> source.alias().equals(name))
        .findFirst()
        .map(source -> new Table(name, relation, source.columns()))
        .orElseThrow(() -> AnalysisRefusedException.ambiguous(name));
  }

  /** An index decides which rows a LIMIT leaves, which the rows that were written then tell. */
  private static void refuseHint(From.Relation item) {
    if (item.hint().isPresent()) {
      throw AnalysisRefusedException.unsupported("an index hint in a statement that writes");
    }
    if (!item.history().isEmpty()) {
      throw AnalysisRefusedException.unsupported("FOR SYSTEM_TIME in a statement that writes");
    }
  }

  private static Stream<From.Relation> relations(From item) {
    return switch (item) {
      case From.Relation relation -> Stream.of(relation);
      case From.Join join -> Stream.concat(relations(join.left()), relations(join.right()));
      case From.Nested nested -> relations(nested.inner());
      case From.Derived _, From.Function _, From.Sampled _ -> Stream.empty();
    };
  }

  /** The one table, where the statement names no other. */
  Optional<Table> single() {
    return from.size() == 1 && from.getFirst() instanceof From.Relation
        ? Optional.of(tables.getFirst())
        : Optional.empty();
  }

  Table only() {
    return single().orElseThrow(() -> AnalysisRefusedException.unsupported("DELETE of a join"));
  }

  /** The table that a DELETE names as a target. */
  Table called(List<Identifier> name, Scope scope) {
    Scope.SourceRelation meant = analysis.names().relation(name, scope);
    return tables.stream()
        .filter(table -> table.name().equals(meant.alias()))
        .findFirst()
        .orElseThrow(
            () ->
                AnalysisRefusedException.unsupported(
                    "a write to " + meant.alias() + ", which is no table"));
  }

  /** The table whose column an assignment names. */
  Table ofColumn(List<Identifier> column, Scope scope) {
    if (column.size() > 1) {
      return called(column.subList(0, column.size() - 1), scope);
    }
    String wanted = column.getLast().name();
    List<Scope.SourceRelation> holders =
        visible.relations().stream()
            .filter(
                source ->
                    source.columns().stream()
                        .anyMatch(
                            c ->
                                c.name()
                                    .filter(n -> analysis.rules().sameColumn(n, wanted))
                                    .isPresent()))
            .toList();
    if (holders.isEmpty()) {
      throw AnalysisRefusedException.unknownColumn(wanted);
    }
    if (holders.size() > 1) {
      throw AnalysisRefusedException.ambiguous(wanted);
    }
    String alias = holders.getFirst().alias();
    return called(List.of(new Identifier(alias, alias)), scope);
  }
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.MySqlForm;
import dev.gatehouse.core.sql.tree.MySqlStatement;
import dev.gatehouse.core.sql.tree.MySqlStatement.Setting;
import dev.gatehouse.core.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves the writes that MariaDB and MySQL alone have. */
final class MySqlWrites {
  private final Analysis analysis;
  private final Writes writes;

  MySqlWrites(Analysis analysis) {
    this.analysis = analysis;
    this.writes = analysis.writes();
  }

  List<Scope.SourceColumn> insert(MySqlStatement.Insert insert) {
    Scope scope = Scope.root();
    Relation relation = writes.target(insert.target().name(), scope);
    Scope.FromColumns target = writes.source(insert.target(), relation);
    List<Scope.SourceColumn> values = values(insert, relation, scope.inside(target));
    for (Scope.SourceColumn value : values) {
      String column = value.name().orElseThrow();
      analysis.sink().use(value.lineage(), ColumnUse.Kind.WRITE_SOURCE);
      writes.written(relation, column);
      // Whether a row of the same key is there already tells of its values.
      analysis.sink().use(new ColumnRef(relation.name(), column), ColumnUse.Kind.EQUALITY);
    }
    relation
        .primaryKey()
        .forEach(
            key ->
                analysis.sink().use(new ColumnRef(relation.name(), key), ColumnUse.Kind.EQUALITY));
    writes.placeholders().values(written(insert), columns(insert, relation), relation);
    boolean bounded = insert.source().map(KeyPin::isWrittenOut).orElse(true);
    Optional<String> count =
        insert.source().map(CountQueries::rowsOf).orElse(Optional.of("select 1 as count"));
    analysis.sink().write(new WriteTarget(relation.name(), StatementKind.INSERT, count));
    if (insert.replaces()) {
      analysis.sink().read(relation.name());
      analysis.sink().destructive();
      analysis
          .sink()
          .write(new WriteTarget(relation.name(), StatementKind.DELETE, Optional.empty()));
    }
    if (!insert.onDuplicate().isEmpty()) {
      onDuplicate(insert, relation, target, values);
      if (!bounded) {
        analysis.sink().destructive();
      }
    }
    return writes.returning(insert.returning(), relation, scope.inside(target));
  }

  /** What is written to each column that the statement names, under the column's name. */
  private List<Scope.SourceColumn> values(
      MySqlStatement.Insert insert, Relation relation, Scope settings) {
    List<Scope.SourceColumn> values = new ArrayList<>();
    for (Setting setting : insert.settings()) {
      values.add(
          new Scope.SourceColumn(
              Optional.of(column(relation, setting.last()).name()),
              analysis.expressions().resolve(setting.value(), settings)));
    }
    if (insert.source().isPresent()) {
      List<Scope.SourceColumn> rows =
          analysis.queries().resolve(insert.source().get(), Scope.root());
      List<String> names = columns(insert, relation);
      if (rows.size() != names.size()) {
        throw AnalysisRefusedException.unsupported(
            "an INSERT of another number of values than of columns");
      }
      for (int i = 0; i < rows.size(); i++) {
        values.add(new Scope.SourceColumn(Optional.of(names.get(i)), rows.get(i).lineage()));
      }
    }
    return values;
  }

  private Column column(Relation relation, Identifier name) {
    return analysis
        .rules()
        .column(relation, name.name())
        .orElseThrow(
            () ->
                AnalysisRefusedException.unknownColumn(relation.name().name() + "." + name.name()));
  }

  private List<String> columns(MySqlStatement.Insert insert, Relation relation) {
    if (!insert.settings().isEmpty()) {
      return insert.settings().stream()
          .map(setting -> column(relation, setting.last()).name())
          .toList();
    }
    return insert.columns().isEmpty()
        ? relation.columns().stream().map(Column::name).toList()
        : insert.columns().stream().map(name -> column(relation, name).name()).toList();
  }

  private static List<List<Expr>> written(MySqlStatement.Insert insert) {
    return insert
        .source()
        .map(Placeholders::columns)
        .orElseGet(() -> insert.settings().stream().map(s -> List.of(s.value())).toList());
  }

  private void onDuplicate(
      MySqlStatement.Insert insert,
      Relation relation,
      Scope.FromColumns target,
      List<Scope.SourceColumn> values) {
    List<Scope.SourceColumn> row = new ArrayList<>();
    for (Column column : relation.columns()) {
      row.add(
          values.stream()
              .filter(value -> value.name().filter(column.name()::equals).isPresent())
              .findFirst()
              .orElse(new Scope.SourceColumn(Optional.of(column.name()), Lineages.CONSTANT)));
    }
    Scope.FromColumns inserted =
        Scope.FromColumns.of(
            new Scope.SourceRelation(MySqlForm.Inserted.ROW, Optional.empty(), row));
    Scope scope =
        Scope.root()
            .inside(new Scope.FromColumns(target.plus(inserted).relations(), target.columns()));
    insert.onDuplicate().forEach(setting -> assign(setting, relation, scope));
    analysis.sink().read(relation.name());
    analysis
        .sink()
        .write(
            new WriteTarget(
                relation.name(), StatementKind.UPDATE, Optional.of("select 0 as count")));
  }

  private void assign(Setting setting, Relation relation, Scope scope) {
    writes.written(relation, setting.last().name());
    writes
        .placeholders()
        .values(
            List.of(List.of(setting.value())),
            List.of(column(relation, setting.last()).name()),
            relation);
    analysis
        .sink()
        .use(analysis.expressions().resolve(setting.value(), scope), ColumnUse.Kind.WRITE_SOURCE);
  }

  void update(MySqlStatement.Update update) {
    WrittenTables tables = WrittenTables.of(analysis, update.tables());
    Scope scope = Scope.root().inside(tables.visible());
    for (Setting setting : update.settings()) {
      WrittenTables.Table table = tables.ofColumn(setting.column(), scope);
      assign(setting, table.relation(), scope);
    }
    rest(tables, update.where(), update.orderBy(), update.limit(), scope);
    List<WrittenTables.Table> written =
        update.settings().stream()
            .map(setting -> tables.ofColumn(setting.column(), scope))
            .distinct()
            .toList();
    boolean pinned =
        tables.single().isPresent()
            && new KeyPin(analysis, written.getFirst().columns(), written.getFirst().relation())
                .holds(update.where());
    if (!pinned) {
      analysis.sink().destructive();
    }
    for (WrittenTables.Table table : written) {
      constrained(table, update.where());
      write(table, StatementKind.UPDATE, tables, update.where(), update.orderBy(), update.limit());
    }
  }

  List<Scope.SourceColumn> delete(MySqlStatement.Delete delete) {
    WrittenTables tables = WrittenTables.of(analysis, delete.from());
    Scope scope = Scope.root().inside(tables.visible());
    rest(tables, delete.where(), delete.orderBy(), delete.limit(), scope);
    List<WrittenTables.Table> targets =
        delete.targets().isEmpty()
            ? List.of(tables.only())
            : delete.targets().stream().map(name -> tables.called(name, scope)).toList();
    analysis.sink().destructive();
    for (WrittenTables.Table table : targets) {
      constrained(table, delete.where());
      write(table, StatementKind.DELETE, tables, delete.where(), delete.orderBy(), delete.limit());
    }
    return writes.returning(delete.returning(), targets.getFirst().relation(), scope);
  }

  private void rest(
      WrittenTables tables,
      Optional<Expr> where,
      List<Expr.OrderItem> orderBy,
      Optional<Expr> limit,
      Scope scope) {
    where.ifPresent(
        condition -> analysis.predicates().resolve(condition, scope, ColumnUse.Kind.PREDICATE));
    analysis
        .predicates()
        .useAll(
            orderBy.stream().map(Expr.OrderItem::value).toList(), scope, ColumnUse.Kind.ORDERING);
    limit.ifPresent(
        rows -> analysis.predicates().useAll(List.of(rows), scope, ColumnUse.Kind.LIMIT));
    if (where.isPresent() || !orderBy.isEmpty()) {
      tables.single().ifPresent(table -> analysis.sink().read(table.relation().name()));
    }
  }

  private void constrained(WrittenTables.Table table, Optional<Expr> where) {
    boolean holds =
        where
            .filter(c -> new Constraint(analysis, table.columns(), table.relation()).holds(c))
            .isPresent();
    if (!holds) {
      analysis.sink().hazard(Hazard.UNCONSTRAINED_WRITE);
    }
  }

  private void write(
      WrittenTables.Table table,
      StatementKind kind,
      WrittenTables tables,
      Optional<Expr> where,
      List<Expr.OrderItem> orderBy,
      Optional<Expr> limit) {
    Optional<String> count =
        tables.single().isPresent()
            ? CountQueries.rowsOf(one(tables.from(), where, orderBy, limit))
            : CountQueries.distinct(table.keyNames(), tables.from(), where);
    analysis.sink().write(new WriteTarget(table.relation().name(), kind, count));
  }

  /** A row for each that is touched. */
  private static Query one(
      List<From> from, Optional<Expr> where, List<Expr.OrderItem> orderBy, Optional<Expr> limit) {
    Query.Select select =
        new Query.Select(
            Optional.empty(),
            List.of(
                new Query.Item(
                    new Expr.Literal(Expr.Literal.Kind.NUMBER, "1"),
                    Optional.of(new Identifier("touched", "touched")))),
            from,
            where,
            List.of(),
            Optional.empty(),
            List.of());
    return new Query(
        List.of(),
        false,
        select,
        limit.isPresent() ? orderBy : List.of(),
        new Query.RowLimit(limit, Optional.empty(), "", Optional.empty(), "", ""));
  }
}

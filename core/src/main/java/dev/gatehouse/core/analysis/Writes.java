package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.sql.RefusalCode;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves statements that write, wherever they stand. */
final class Writes {
  private final Analysis analysis;
  private final Placeholders placeholders;

  Writes(Analysis analysis) {
    this.analysis = analysis;
    this.placeholders = new Placeholders(analysis.sink(), analysis.rules());
  }

  /** The result's columns of the statement of a common table expression. */
  List<Scope.SourceColumn> inside(Statement statement, Scope scope) {
    return switch (statement) {
      case Statement.Read read -> analysis.queries().resolve(read.query(), scope);
      case Statement.Insert insert -> insert(insert, scope);
      case Statement.Update update -> update(update, scope);
      case Statement.Delete delete -> delete(delete, scope);
      case Statement.Merge merge -> merge(merge, scope);
      case Statement.Truncate _,
          Statement.Define _,
          Statement.Show _,
          Statement.Explain _,
          Statement.MySql _ ->
          throw AnalysisRefusedException.unsupported("this statement in WITH");
    };
  }

  Placeholders placeholders() {
    return placeholders;
  }

  /** The relation that is written: never a common table expression, never a view. */
  Relation target(List<Identifier> name, Scope scope) {
    if (name.size() == 1
        && scope.table(analysis.rules().commonTable(name.getFirst().name())).isPresent()) {
      throw AnalysisRefusedException.unsupported("a write to a WITH name");
    }
    Relation relation = analysis.relations().find(name);
    if (!Relations.isTable(relation)) {
      throw AnalysisRefusedException.of(
          RefusalCode.UNSUPPORTED,
          "a write through a view",
          relation.name() + " is no table; write to the table below it instead.");
    }
    return relation;
  }

  Scope.FromColumns source(From.Relation item, Relation relation) {
    List<Scope.SourceColumn> columns = analysis.relations().columns(relation);
    return Scope.FromColumns.of(
        item.alias().isPresent()
            ? new Scope.SourceRelation(
                item.alias().get().name().name(),
                analysis.rules().qualified(relation, item.alias()),
                columns)
            : new Scope.SourceRelation(
                relation.name().name(), Optional.of(relation.name()), columns));
  }

  void written(Relation relation, String column) {
    Column target =
        analysis
            .rules()
            .column(relation, column)
            .orElseThrow(
                () ->
                    AnalysisRefusedException.unknownColumn(relation.name().name() + "." + column));
    analysis.sink().use(new ColumnRef(relation.name(), target.name()), ColumnUse.Kind.WRITE_TARGET);
  }

  List<Scope.SourceColumn> insert(Statement.Insert insert, Scope outer) {
    Scope scope =
        analysis.queries().commonTables().define(insert.with(), insert.recursive(), outer);
    Relation relation = target(insert.target().name(), scope);
    if (insert.source().isPresent()) {
      List<Scope.SourceColumn> values = analysis.queries().resolve(insert.source().get(), scope);
      values.forEach(v -> analysis.sink().use(v.lineage(), ColumnUse.Kind.WRITE_SOURCE));
      if (insert.columns().isEmpty()) {
        relation.columns().stream()
            .limit(values.size())
            .forEach(column -> written(relation, column.name()));
      }
    }
    insert.columns().forEach(column -> written(relation, column.name()));
    placeholders.insert(insert, relation);
    Scope.FromColumns target = source(insert.target(), relation);
    insert.conflict().ifPresent(conflict -> conflict(conflict, relation, target, scope));
    boolean updates = insert.conflict().filter(c -> !c.assignments().isEmpty()).isPresent();
    boolean bounded = insert.source().map(KeyPin::isWrittenOut).orElse(true);
    analysis
        .sink()
        .write(
            new WriteTarget(
                relation.name(), StatementKind.INSERT, CountQueries.of(insert, updates)));
    if (updates && !bounded) {
      analysis.sink().destructive();
    }
    if (updates) {
      analysis
          .sink()
          .write(
              new WriteTarget(
                  relation.name(), StatementKind.UPDATE, Optional.of("select 0 as count")));
    }
    return returning(insert.returning(), relation, scope.inside(target));
  }

  private void conflict(
      Statement.Conflict conflict, Relation relation, Scope.FromColumns target, Scope outer) {
    // Whether a row conflicts tells whether a value is there already.
    for (Identifier column : conflict.columns()) {
      if (relation.column(column.name()).isEmpty()) {
        throw AnalysisRefusedException.unknownColumn(column.name());
      }
      analysis.sink().use(new ColumnRef(relation.name(), column.name()), ColumnUse.Kind.EQUALITY);
    }
    Scope.FromColumns excluded =
        Scope.FromColumns.of(
            new Scope.SourceRelation(
                "excluded", Optional.empty(), analysis.relations().columns(relation)));
    Scope.FromColumns both =
        new Scope.FromColumns(target.plus(excluded).relations(), target.columns());
    Scope scope = outer.inside(both);
    conflict.assignments().forEach(a -> assignment(a, relation, scope));
    conflict
        .where()
        .ifPresent(where -> analysis.predicates().resolve(where, scope, ColumnUse.Kind.PREDICATE));
    if (!conflict.assignments().isEmpty()) {
      analysis.sink().read(relation.name());
    }
  }

  private void assignment(Statement.Assignment assignment, Relation relation, Scope scope) {
    assignment.columns().forEach(column -> written(relation, column.name()));
    placeholders.assignment(assignment, relation);
    if (assignment.value() instanceof Expr.Subquery subquery) {
      analysis
          .queries()
          .resolve(subquery.query(), scope)
          .forEach(c -> analysis.sink().use(c.lineage(), ColumnUse.Kind.WRITE_SOURCE));
    } else {
      Lineage value = analysis.expressions().resolve(assignment.value(), scope);
      analysis.sink().use(value, ColumnUse.Kind.WRITE_SOURCE);
    }
  }

  List<Scope.SourceColumn> update(Statement.Update update, Scope outer) {
    Scope scope =
        analysis.queries().commonTables().define(update.with(), update.recursive(), outer);
    Relation relation = target(update.target().name(), scope);
    Scope.FromColumns target = source(update.target(), relation);
    Scope.FromColumns all = analysis.froms().resolve(update.from(), scope, target);
    Scope inner = scope.inside(all);
    update.assignments().forEach(a -> assignment(a, relation, inner));
    boolean constrained = condition(update.where(), target, relation, inner);
    if (!constrained) {
      analysis.sink().hazard(Hazard.UNCONSTRAINED_WRITE);
    }
    if (!new KeyPin(analysis, target.columns(), relation).holds(update.where())) {
      analysis.sink().destructive();
    }
    if (update.where().isPresent() || !update.returning().isEmpty()) {
      analysis.sink().read(relation.name());
    }
    analysis
        .sink()
        .write(new WriteTarget(relation.name(), StatementKind.UPDATE, CountQueries.of(update)));
    return returning(update.returning(), relation, inner);
  }

  List<Scope.SourceColumn> delete(Statement.Delete delete, Scope outer) {
    Scope scope =
        analysis.queries().commonTables().define(delete.with(), delete.recursive(), outer);
    Relation relation = target(delete.target().name(), scope);
    Scope.FromColumns target = source(delete.target(), relation);
    Scope.FromColumns all = analysis.froms().resolve(delete.using(), scope, target);
    Scope inner = scope.inside(all);
    boolean constrained = condition(delete.where(), target, relation, inner);
    if (!constrained) {
      analysis.sink().hazard(Hazard.UNCONSTRAINED_WRITE);
    }
    analysis.sink().destructive();
    if (delete.where().isPresent() || !delete.returning().isEmpty()) {
      analysis.sink().read(relation.name());
    }
    analysis
        .sink()
        .write(new WriteTarget(relation.name(), StatementKind.DELETE, CountQueries.of(delete)));
    return returning(delete.returning(), relation, inner);
  }

  private boolean condition(
      Optional<Expr> where, Scope.FromColumns target, Relation relation, Scope scope) {
    if (where.isEmpty()) {
      return false;
    }
    analysis.predicates().resolve(where.get(), scope, ColumnUse.Kind.PREDICATE);
    return new Constraint(analysis, target.columns(), relation).holds(where.get());
  }

  List<Scope.SourceColumn> merge(Statement.Merge merge, Scope outer) {
    Scope scope = analysis.queries().commonTables().define(merge.with(), merge.recursive(), outer);
    Relation relation = target(merge.target().name(), scope);
    Scope.FromColumns target = source(merge.target(), relation);
    Scope.FromColumns using =
        analysis.froms().item(merge.source(), scope, Scope.FromColumns.none());
    Scope both = scope.inside(target.plus(using));
    analysis.predicates().resolve(merge.on(), both, ColumnUse.Kind.JOIN);
    for (Statement.MergeAction action : merge.actions()) {
      Scope seen = both;
      if (action instanceof Statement.MergeInsert) {
        seen = scope.inside(using);
      } else if (action.side().equals("by source")) {
        seen = scope.inside(target);
      }
      mergeAction(action, relation, seen);
    }
    analysis.sink().read(relation.name());
    analysis.sink().write(new WriteTarget(relation.name(), StatementKind.MERGE, Optional.empty()));
    return returning(merge.returning(), relation, both);
  }

  private void mergeAction(Statement.MergeAction action, Relation relation, Scope scope) {
    action
        .condition()
        .ifPresent(c -> analysis.predicates().resolve(c, scope, ColumnUse.Kind.PREDICATE));
    switch (action) {
      case Statement.MergeUpdate update -> {
        update.assignments().forEach(a -> assignment(a, relation, scope));
        analysis.sink().destructive();
      }
      case Statement.MergeDelete _ -> analysis.sink().destructive();
      case Statement.MergeInsert insert -> {
        insert.columns().forEach(column -> written(relation, column.name()));
        placeholders.insert(insert, relation);
        if (insert.columns().isEmpty()) {
          relation.columns().stream()
              .limit(insert.values().size())
              .map(Column::name)
              .forEach(name -> written(relation, name));
        }
        insert
            .values()
            .forEach(
                value ->
                    analysis
                        .sink()
                        .use(
                            analysis.expressions().resolve(value, scope),
                            ColumnUse.Kind.WRITE_SOURCE));
      }
    }
  }

  List<Scope.SourceColumn> returning(List<Query.Item> items, Relation relation, Scope scope) {
    if (items.isEmpty()) {
      return List.of();
    }
    analysis.sink().read(relation.name());
    return new ArrayList<>(analysis.queries().returning(items, withVersions(scope, relation)));
  }

  /** From PostgreSQL 18 on, {@code old} and {@code new} are a row before and after the write. */
  private Scope withVersions(Scope scope, Relation relation) {
    List<Scope.SourceRelation> relations = new ArrayList<>(scope.relations());
    for (String version : List.of("old", "new")) {
      if (relations.stream().noneMatch(known -> known.alias().equals(version))) {
        relations.add(
            new Scope.SourceRelation(
                version, Optional.empty(), analysis.relations().columns(relation)));
      }
    }
    return new Scope(scope.outer(), relations, scope.columns(), scope.tables(), scope.labels());
  }

  void truncate(Statement.Truncate truncate) {
    for (List<Identifier> name : truncate.names()) {
      Relation relation = target(name, Scope.root());
      analysis
          .sink()
          .write(new WriteTarget(relation.name(), StatementKind.TRUNCATE, CountQueries.all(name)));
    }
    if (truncate.cascade()) {
      throw AnalysisRefusedException.unsupported("TRUNCATE CASCADE");
    }
    analysis.sink().hazard(Hazard.DROPS_DATA);
    analysis.sink().hazard(Hazard.UNCONSTRAINED_WRITE);
    analysis.sink().destructive();
  }
}

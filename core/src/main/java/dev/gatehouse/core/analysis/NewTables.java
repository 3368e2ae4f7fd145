package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Resolves what new tables and columns are made of. */
final class NewTables {
  private final Analysis analysis;
  private final Constraints constraints;
  private final NewNames names;

  NewTables(Analysis analysis) {
    this.analysis = analysis;
    this.constraints = new Constraints(analysis);
    this.names = new NewNames(analysis);
  }

  void create(Ddl.CreateTable table) {
    RelationName name = names.relation(table.name());
    List<Scope.SourceColumn> columns = new ArrayList<>();
    List<List<Identifier>> parents = new ArrayList<>(table.inherits());
    table.partitionOf().ifPresent(of -> parents.add(of.parent()));
    for (List<Identifier> parent : parents) {
      Relation relation = table(parent);
      analysis.sink().write(made(relation.name()));
      add(columns, relation);
    }
    for (TableElement element : table.elements()) {
      if (element instanceof TableElement.Column column && column.type().isPresent()) {
        columns.add(column(column.name().name()));
      } else if (element instanceof TableElement.Like like) {
        Relation relation = analysis.relations().find(like.relation());
        analysis.relations().read(relation);
        add(columns, relation);
      }
    }
    Scope scope = scope(name, columns);
    for (TableElement element : table.elements()) {
      switch (element) {
        case TableElement.Column column -> column(column, scope);
        case TableElement.TableConstraint constraint ->
            constraints.resolve(constraint.constraint(), scope);
        case TableElement.Like _ -> {}
      }
    }
    table
        .partitionBy()
        .ifPresent(by -> by.elements().forEach(e -> constraints.element(e, scope, false)));
    table.partitionOf().ifPresent(of -> bound(of.bound(), table(of.parent())));
    analysis.sink().write(made(name));
  }

  static WriteTarget made(RelationName name) {
    return new WriteTarget(name, StatementKind.DDL, Optional.empty());
  }

  private Relation table(List<Identifier> name) {
    Relation relation = analysis.relations().find(name);
    if (!Relations.isTable(relation)) {
      throw AnalysisRefusedException.unsupported(
          "a table below " + relation.name() + ", which is no table");
    }
    return relation;
  }

  private static void add(List<Scope.SourceColumn> columns, Relation relation) {
    relation.columns().forEach(column -> columns.add(column(column.name())));
  }

  /** A column that holds nothing yet. */
  private static Scope.SourceColumn column(String name) {
    return new Scope.SourceColumn(Optional.of(name), Lineages.CONSTANT);
  }

  static Scope scope(RelationName name, List<Scope.SourceColumn> columns) {
    List<Scope.SourceColumn> distinct = new ArrayList<>();
    for (Scope.SourceColumn column : columns) {
      if (distinct.stream().noneMatch(other -> other.name().equals(column.name()))) {
        distinct.add(column);
      }
    }
    return Scope.root()
        .inside(
            Scope.FromColumns.of(
                new Scope.SourceRelation(name.name(), Optional.of(name), distinct)));
  }

  /** A new column; what generates it is copied from the columns that the scope holds. */
  void column(TableElement.Column column, Scope scope) {
    column.type().ifPresent(analysis.routines()::checkColumnType);
    column.defaultValue().ifPresent(this::defaultValue);
    if (column.generated().isPresent()) {
      Lineage value = analysis.expressions().resolve(column.generated().get().value(), scope);
      analysis.sink().use(value, ColumnUse.Kind.WRITE_SOURCE);
    }
    column.constraints().forEach(constraint -> constraints.resolve(constraint, scope));
  }

  /** A default sees no column; of routines that change something, only a sequence's next value. */
  void defaultValue(Expr value) {
    if (!isNextValue(value)) {
      Lineage lineage = analysis.expressions().resolve(value, Scope.root());
      analysis.sink().use(lineage, ColumnUse.Kind.WRITE_SOURCE);
    }
  }

  private static boolean isNextValue(Expr value) {
    if (!(value instanceof Expr.Call call) || call.arguments().size() != 1) {
      return false;
    }
    Expr argument = call.arguments().getFirst().value();
    boolean literal =
        argument instanceof Expr.Literal
            || argument instanceof Expr.Cast cast
                && cast.operand() instanceof Expr.Literal
                && cast.type().name().equals("regclass");
    return literal
        && call.name().getLast().name().equals("nextval")
        && (call.name().size() == 1 || call.name().getFirst().name().equals("pg_catalog"))
        && call.over().isEmpty()
        && call.filter().isEmpty();
  }

  /**
   * The bound of a partition. The server looks for rows of the default partition that belong into
   * it, and says whether there are any.
   */
  void bound(Ddl.PartitionBound bound, Relation parent) {
    if (parent.kind() != RelationKind.PARTITIONED_TABLE) {
      throw AnalysisRefusedException.unsupported("a partition of what is not partitioned");
    }
    for (Expr value : bound.values()) {
      if (!isEndless(value)) {
        analysis.expressions().resolve(value, Scope.root());
      }
    }
    key(parent).forEach(column -> analysis.sink().use(column, ColumnUse.Kind.PREDICATE));
  }

  /** What a partitioned table is partitioned by. */
  List<Lineage> key(Relation parent) {
    Set<String> key =
        analysis.catalog().definitions().partitionKeys().getOrDefault(parent.name(), Set.of());
    List<Scope.SourceColumn> columns = analysis.relations().columns(parent);
    return columns.stream()
        .filter(column -> key.isEmpty() || key.contains(column.name().orElse("")))
        .map(Scope.SourceColumn::lineage)
        .toList();
  }

  private static boolean isEndless(Expr value) {
    return value instanceof Expr.Name name
        && name.parts().size() == 1
        && !name.last().quoted()
        && Set.of("minvalue", "maxvalue").contains(name.last().name().toLowerCase(Locale.ROOT));
  }
}

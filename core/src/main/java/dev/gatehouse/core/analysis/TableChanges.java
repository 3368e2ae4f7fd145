package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.TableChange;
import java.util.List;
import java.util.Optional;

/** Resolves the subcommands of {@code alter table} and its like. */
final class TableChanges {
  private final Analysis analysis;
  private final Constraints constraints;
  private final NewTables tables;
  private final Relation relation;
  private final Scope scope;
  private boolean measured;

  TableChanges(Analysis analysis, Relation relation) {
    this.analysis = analysis;
    this.constraints = new Constraints(analysis);
    this.tables = new NewTables(analysis);
    this.relation = relation;
    this.scope = NewTables.scope(relation.name(), analysis.relations().columns(relation));
  }

  void resolve(Ddl.Alter alter) {
    alter.changes().forEach(this::change);
    analysis
        .sink()
        .write(
            new WriteTarget(
                relation.name(),
                StatementKind.DDL,
                measured ? CountQueries.all(alter.name()) : Optional.empty()));
  }

  private void change(TableChange change) {
    switch (change) {
      case TableChange.AddColumn add -> tables.column(add.column(), withColumn(add));
      case TableChange.DropColumn drop -> drop(drop);
      case TableChange.ColumnType type -> type(type);
      case TableChange.ColumnDefault value -> {
        written(value.column());
        value.value().ifPresent(tables::defaultValue);
      }
      case TableChange.ColumnNotNull notNull -> {
        written(notNull.column());
        if (notNull.notNull()) {
          constraints.presence(notNull.column(), scope);
        }
      }
      case TableChange.ColumnExpression expression -> expression(expression);
      case TableChange.AddIdentity identity -> written(identity.column());
      case TableChange.DropIdentity identity -> written(identity.column());
      case TableChange.ColumnSetting setting -> written(setting.column());
      case TableChange.AddConstraint add -> constraints.resolve(add.constraint(), scope);
      case TableChange.ValidateConstraint _ ->
          // Which columns the constraint names is not known.
          scope.columns().forEach(c -> use(c.lineage(), ColumnUse.Kind.PREDICATE));
      case TableChange.DropConstraint drop -> refuseCascade(drop.cascade());
      case TableChange.AlterConstraint _,
          TableChange.RenameConstraint _,
          TableChange.ObjectSetting _ -> {}
      case TableChange.Rename rename -> {
        new NewNames(analysis).relation(List.of(schema(), rename.to()));
        moved(relation);
        analysis
            .sink()
            .write(NewTables.made(new RelationName(relation.name().schema(), rename.to().name())));
      }
      case TableChange.RenameColumn rename -> {
        written(rename.column());
        analysis.sink().use(ref(rename.column().name()), ColumnUse.Kind.MOVED);
      }
      case TableChange.SetSchema set -> {
        RelationName to =
            new NewNames(analysis)
                .relation(
                    List.of(
                        set.schema(),
                        new Identifier(relation.name().name(), relation.name().name())));
        moved(relation);
        analysis.sink().write(NewTables.made(to));
      }
      case TableChange.Inherit inherit -> {
        Relation parent = analysis.relations().find(inherit.parent());
        analysis.sink().write(NewTables.made(parent.name()));
        moved(relation);
      }
      case TableChange.AttachPartition attach -> {
        Relation partition = analysis.relations().find(attach.partition());
        analysis.sink().write(NewTables.made(partition.name()));
        tables.bound(attach.bound(), relation);
        moved(partition);
      }
      case TableChange.DetachPartition detach -> {
        Relation partition = analysis.relations().find(detach.partition());
        analysis.sink().write(NewTables.made(partition.name()));
        moved(partition);
        if (detach.mode().equals("concurrently")) {
          analysis.sink().hazard(Hazard.OUTSIDE_TRANSACTION);
        }
      }
    }
  }

  private Identifier schema() {
    return new Identifier(relation.name().schema(), relation.name().schema());
  }

  private Scope withColumn(TableChange.AddColumn add) {
    List<Scope.SourceColumn> columns = new java.util.ArrayList<>(scope.columns());
    columns.add(new Scope.SourceColumn(Optional.of(add.column().name().name()), Lineages.CONSTANT));
    return NewTables.scope(relation.name(), columns);
  }

  private void drop(TableChange.DropColumn drop) {
    refuseCascade(drop.cascade());
    if (relation.column(drop.column().name()).isPresent() || !drop.ifExists()) {
      written(drop.column());
    }
    analysis.sink().hazard(Hazard.DROPS_DATA);
    destroys();
  }

  private void destroys() {
    analysis.sink().destructive();
    measured = Relations.isTable(relation);
  }

  /** Values are written anew, and what cannot be written so is named in the error. */
  private void type(TableChange.ColumnType type) {
    written(type.column());
    analysis.routines().checkColumnType(type.type());
    Lineage own = constraints.lineage(type.column(), scope);
    boolean whole = Settled.isText(type.type()) && type.type().spelling().indexOf('(') < 0;
    if (type.using().isPresent()) {
      // Also of the column itself: its mask may show the part that the expression moved there.
      use(analysis.expressions().resolve(type.using().get(), scope), ColumnUse.Kind.WRITE_SOURCE);
    }
    if (!whole) {
      use(own, ColumnUse.Kind.FALLIBLE);
    }
    if (!whole || type.using().isPresent()) {
      destroys();
    }
  }

  /** A generated column that becomes a plain one keeps its values, and nothing says whose. */
  private void expression(TableChange.ColumnExpression expression) {
    written(expression.column());
    if (expression.value().isPresent()) {
      use(
          analysis.expressions().resolve(expression.value().get(), scope),
          ColumnUse.Kind.WRITE_SOURCE);
      destroys();
    } else {
      analysis.sink().use(ref(expression.column().name()), ColumnUse.Kind.MOVED);
    }
  }

  private void moved(Relation other) {
    for (Column column : other.columns()) {
      analysis.sink().use(new ColumnRef(other.name(), column.name()), ColumnUse.Kind.MOVED);
    }
  }

  private ColumnRef ref(String column) {
    return new ColumnRef(relation.name(), column);
  }

  private void use(Lineage lineage, ColumnUse.Kind kind) {
    analysis.sink().use(lineage, kind);
  }

  private void written(Identifier column) {
    if (relation.column(column.name()).isEmpty()) {
      throw AnalysisRefusedException.unknownColumn(relation.name().name() + "." + column.name());
    }
    analysis.sink().use(ref(column.name()), ColumnUse.Kind.WRITE_TARGET);
  }

  static void refuseCascade(boolean cascade) {
    if (cascade) {
      throw AnalysisRefusedException.of(
          dev.gatehouse.core.sql.RefusalCode.UNSUPPORTED,
          "CASCADE",
          "CASCADE also removes what the statement does not name; remove that first, by its name.");
    }
  }
}

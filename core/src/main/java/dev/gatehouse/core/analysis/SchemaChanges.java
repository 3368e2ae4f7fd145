package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.RefusalCode;
import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves definitions to facts: which objects they make or change, which values they copy, and
 * what they tell of rows that are there. What is made keeps no mask of what it was made from, so
 * masked values in it count as copied.
 */
final class SchemaChanges {
  private static final Set<String> VIEW_SETTINGS =
      Set.of("security_barrier", "security_invoker", "check_option");
  private static final Set<String> INDEX_METHODS =
      Set.of("btree", "hash", "gin", "gist", "spgist", "brin");

  private final Analysis analysis;
  private final NewNames names;
  private final NewTables tables;
  private final Constraints constraints;

  SchemaChanges(Analysis analysis) {
    this.analysis = analysis;
    this.names = new NewNames(analysis);
    this.tables = new NewTables(analysis);
    this.constraints = new Constraints(analysis);
  }

  void resolve(Ddl ddl) {
    switch (ddl) {
      case Ddl.CreateTable table -> tables.create(table);
      case Ddl.CreateTableAs table -> {
        RelationName name = names.relation(table.name());
        copied(table.query());
        made(name);
      }
      case Ddl.CreateView view -> view(view);
      case Ddl.Refresh refresh -> refresh(refresh);
      case Ddl.CreateIndex index -> index(index);
      case Ddl.Alter alter -> alter(alter);
      case Ddl.CreateSequence sequence -> made(names.relation(sequence.name()));
      case Ddl.CreateEnum type -> made(names.type(type.name()));
      case Ddl.CreateComposite type -> {
        RelationName name = names.type(type.name());
        type.fields().forEach(field -> tables.column(field, Scope.root()));
        made(name);
      }
      case Ddl.CreateDomain domain -> {
        RelationName name = names.type(domain.name());
        Scope.SourceColumn value = new Scope.SourceColumn(Optional.of("value"), Lineages.CONSTANT);
        tables.column(domain.definition(), NewTables.scope(name, List.of(value)));
        made(name);
      }
      case Ddl.AlterEnum type -> made(names.existing(type.name()));
      case Ddl.CreateSchema schema -> made(names.schema(schema.name()));
      case Ddl.Drop drop -> drop(drop);
      case Ddl.Comment comment -> comment(comment);
      case Ddl.Opaque opaque ->
          throw AnalysisRefusedException.of(
              RefusalCode.UNSUPPORTED, opaque.construct(), opaque.sentence());
    }
  }

  private void made(RelationName name) {
    analysis.sink().write(NewTables.made(name));
  }

  private void copied(Query query) {
    analysis
        .queries()
        .resolve(query, Scope.root())
        .forEach(c -> analysis.sink().use(c.lineage(), ColumnUse.Kind.WRITE_SOURCE));
  }

  private void view(Ddl.CreateView view) {
    if (!view.materialized()) {
      view.settings().stream()
          .map(Ddl.Setting::name)
          .filter(name -> !VIEW_SETTINGS.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw AnalysisRefusedException.unsupported("the setting " + name + " of a view");
              });
    }
    RelationName name = names.relation(view.name());
    Optional<Relation> existing = analysis.catalog().relation(name);
    if (existing.isPresent() && view.orReplace()) {
      // Whoever reads it reads something else from now on.
      analysis.sink().destructive();
    }
    copied(view.query());
    made(name);
  }

  private void refresh(Ddl.Refresh refresh) {
    Relation view = analysis.relations().find(refresh.name());
    if (view.kind() != RelationKind.MATERIALIZED_VIEW) {
      throw AnalysisRefusedException.unsupported("REFRESH of what is no materialized view");
    }
    analysis.relations().columns(view).forEach(c -> analysis.sink().reference(c.lineage()));
    if (!refresh.withData()) {
      analysis.sink().hazard(Hazard.DROPS_DATA);
      analysis.sink().destructive();
    }
    made(view.name());
  }

  private void index(Ddl.CreateIndex index) {
    Relation table = analysis.relations().find(index.table());
    if (!Relations.isTable(table) && table.kind() != RelationKind.MATERIALIZED_VIEW) {
      throw AnalysisRefusedException.unsupported("an index on " + table.name());
    }
    if (!INDEX_METHODS.contains(index.method())) {
      throw AnalysisRefusedException.unsupported("the index method " + index.method());
    }
    index
        .name()
        .ifPresent(
            name ->
                names.relation(
                    List.of(new Identifier(table.name().schema(), table.name().schema()), name)));
    Scope scope = NewTables.scope(table.name(), analysis.relations().columns(table));
    index.elements().forEach(element -> constraints.element(element, scope, index.unique()));
    index.include().forEach(column -> constraints.lineage(column, scope));
    constraints.where(index.where(), scope);
    if (index.concurrently()) {
      analysis.sink().hazard(Hazard.OUTSIDE_TRANSACTION);
    }
    made(table.name());
  }

  private void alter(Ddl.Alter alter) {
    if (alter.kind().equals("index") || alter.kind().equals("sequence")) {
      RelationName name = names.existing(alter.name());
      for (TableChange change : alter.changes()) {
        switch (change) {
          case TableChange.Rename rename ->
              made(
                  names.relation(
                      List.of(new Identifier(name.schema(), name.schema()), rename.to())));
          case TableChange.ObjectSetting _ -> {}
          default ->
              throw AnalysisRefusedException.unsupported(
                  "this change of " + (alter.kind().equals("index") ? "an index" : "a sequence"));
        }
      }
      made(name);
      return;
    }
    Relation relation = analysis.relations().find(alter.name());
    // PostgreSQL also alters views by ALTER TABLE.
    if (!fits(alter.kind(), relation.kind())
        && !(alter.kind().equals("table") && relation.kind() != RelationKind.SYSTEM)) {
      throw AnalysisRefusedException.unsupported("ALTER of another kind of relation");
    }
    new TableChanges(analysis, relation).resolve(alter);
  }

  private static boolean fits(String kind, RelationKind of) {
    return switch (of) {
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE -> kind.equals("table");
      case VIEW -> kind.equals("view");
      case MATERIALIZED_VIEW -> kind.equals("materialized view");
      case SYSTEM -> false;
    };
  }

  private void drop(Ddl.Drop drop) {
    TableChanges.refuseCascade(drop.cascade());
    boolean relations = Set.of("table", "view", "materialized view").contains(drop.kind());
    for (List<Identifier> name : drop.names()) {
      if (relations) {
        relation(drop, name);
      } else {
        made(drop.kind().equals("schema") ? names.schema(name.getLast()) : names.existing(name));
      }
    }
    if (relations) {
      analysis.sink().hazard(Hazard.DROPS_DATA);
    }
    if (drop.concurrently()) {
      analysis.sink().hazard(Hazard.OUTSIDE_TRANSACTION);
    }
    analysis.sink().destructive();
  }

  private void relation(Ddl.Drop drop, List<Identifier> name) {
    Relation relation = analysis.relations().find(name);
    if (!fits(drop.kind(), relation.kind())) {
      throw AnalysisRefusedException.unsupported("DROP of another kind of relation");
    }
    analysis
        .sink()
        .write(
            new WriteTarget(
                relation.name(),
                StatementKind.DDL,
                Relations.isTable(relation) ? CountQueries.all(name) : Optional.empty()));
  }

  private void comment(Ddl.Comment comment) {
    switch (comment.kind()) {
      case "column" -> {
        List<Identifier> parts = comment.name();
        if (parts.size() < 2 || parts.size() > 3) {
          throw AnalysisRefusedException.unsupported("COMMENT ON COLUMN without its table");
        }
        Relation relation = analysis.relations().find(parts.subList(0, parts.size() - 1));
        if (relation.column(parts.getLast().name()).isEmpty()) {
          throw AnalysisRefusedException.unknownColumn(
              relation.name().name() + "." + parts.getLast().name());
        }
        made(relation.name());
      }
      case "table", "view", "materialized view" -> {
        Relation relation = analysis.relations().find(comment.name());
        if (!fits(comment.kind(), relation.kind())) {
          throw AnalysisRefusedException.unsupported("COMMENT ON another kind of relation");
        }
        made(relation.name());
      }
      case "constraint" -> made(analysis.relations().find(comment.on().orElseThrow()).name());
      case "schema" -> made(names.schema(comment.name().getLast()));
      default -> made(names.existing(comment.name()));
    }
  }
}

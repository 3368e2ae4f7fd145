package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.Gate;
import dev.gatehouse.core.sql.GateResult;
import dev.gatehouse.core.sql.ParseResult;
import dev.gatehouse.core.sql.RefusalCode;
import dev.gatehouse.core.sql.SqlParser;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds catalog relations by name, and what their columns are made of: of a view, the columns below
 * it; of a partition, the same column of its family; of a generated column, what generates it.
 */
final class Relations {
  private static final int DEEPEST_VIEW = 64;
  private final Analysis analysis;
  private final ViewMemory memory;
  private final int depth;

  Relations(Analysis analysis, ViewMemory memory, int depth) {
    this.analysis = analysis;
    this.memory = memory;
    this.depth = depth;
  }

  /** The relation that a name means; the server's own schema comes first for bare names. */
  Relation find(List<Identifier> parts) {
    String written = String.join(".", parts.stream().map(Identifier::name).toList());
    return lookUp(parts)
        .orElseThrow(
            () ->
                AnalysisRefusedException.of(
                    RefusalCode.UNKNOWN_NAME,
                    written,
                    "There is no relation "
                        + written
                        + " that a statement may name; check the name and its schema."));
  }

  private Optional<Relation> lookUp(List<Identifier> parts) {
    String name = parts.getLast().name();
    if (parts.size() == 2) {
      return analysis.catalog().relation(new RelationName(parts.getFirst().name(), name));
    }
    return analysis
        .rules()
        .ownSchema(name)
        .map(schema -> analysis.catalog().relation(new RelationName(schema, name)))
        .orElseGet(() -> analysis.catalog().resolve(name));
  }

  /** The relation that a name means, where the catalog holds one. */
  Optional<Relation> known(List<Identifier> parts) {
    return lookUp(parts);
  }

  /** Records the reading of a relation and gives its columns. */
  List<Scope.SourceColumn> read(Relation relation) {
    ViewMemory.Reading reading = remembered(relation);
    reading.reads().forEach(analysis.sink()::read);
    return reading.columns();
  }

  /** A relation's columns where it is written rather than read. */
  List<Scope.SourceColumn> columns(Relation relation) {
    return remembered(relation).columns();
  }

  private ViewMemory.Reading remembered(Relation relation) {
    return memory
        .get(relation.name())
        .orElseGet(
            () -> {
              ViewMemory.Reading made = reading(relation);
              memory.put(relation.name(), made);
              return made;
            });
  }

  private ViewMemory.Reading reading(Relation relation) {
    return switch (relation.kind()) {
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE -> table(relation);
      case SYSTEM -> new ViewMemory.Reading(own(relation), Set.of(relation.name()));
      case VIEW, MATERIALIZED_VIEW -> view(relation);
    };
  }

  private static List<Scope.SourceColumn> own(Relation relation) {
    return relation.columns().stream()
        .map(
            column ->
                new Scope.SourceColumn(
                    Optional.of(column.name()),
                    new Lineage.Direct(new ColumnRef(relation.name(), column.name()))))
        .toList();
  }

  private ViewMemory.Reading table(Relation relation) {
    Family family = Family.of(relation, analysis.catalog());
    List<Scope.SourceColumn> columns = new ArrayList<>();
    for (Column column : relation.columns()) {
      columns.add(
          new Scope.SourceColumn(Optional.of(column.name()), family.lineage(column.name())));
    }
    List<Scope.SourceColumn> plain = List.copyOf(columns);
    for (int i = 0; i < columns.size(); i++) {
      Optional<String> expression = relation.columns().get(i).generatedFrom();
      if (expression.isPresent()) {
        columns.set(
            i,
            new Scope.SourceColumn(
                plain.get(i).name(),
                Lineages.derived(
                    plain.get(i).lineage(), generated(relation, expression.get(), plain))));
      }
    }
    return new ViewMemory.Reading(columns, family.readWith());
  }

  private Lineage generated(
      Relation relation, String expression, List<Scope.SourceColumn> columns) {
    Optional<Query> query = parse("select " + expression);
    if (query.isPresent() && query.get().body() instanceof Query.Select select) {
      try {
        Scope scope =
            Scope.root()
                .inside(
                    Scope.FromColumns.of(
                        new Scope.SourceRelation(
                            relation.name().name(), Optional.of(relation.name()), columns)));
        return below(new FactsSink())
            .expressions()
            .resolve(select.items().getFirst().value(), scope);
      } catch (AnalysisRefusedException notRead) {
        // What is not understood may hold any column of the relation.
      }
    }
    return Lineages.derived(columns.stream().map(Scope.SourceColumn::lineage).toList());
  }

  private Analysis below(FactsSink sink) {
    return new Analysis(analysis.catalog(), sink, memory, depth + 1);
  }

  private ViewMemory.Reading view(Relation view) {
    if (depth > DEEPEST_VIEW) {
      throw refused(view, "views nested too deep");
    }
    Query query = parse(view);
    FactsSink sink = new FactsSink();
    List<Scope.SourceColumn> below;
    try {
      below = below(sink).queries().resolve(query, Scope.root());
    } catch (AnalysisRefusedException inner) {
      throw refused(view, inner.refusal().construct());
    }
    if (below.size() != view.columns().size()) {
      throw refused(view, "the number of its columns");
    }
    List<Scope.SourceColumn> columns = new ArrayList<>();
    for (int i = 0; i < below.size(); i++) {
      Column column = view.columns().get(i);
      Lineage own = new Lineage.Direct(new ColumnRef(view.name(), column.name()));
      columns.add(
          new Scope.SourceColumn(
              Optional.of(column.name()), Lineages.anyOf(List.of(own, below.get(i).lineage()))));
    }
    Set<RelationName> reads = new HashSet<>(sink.reads());
    reads.add(view.name());
    return new ViewMemory.Reading(columns, reads);
  }

  private static AnalysisRefusedException refused(Relation view, String construct) {
    return AnalysisRefusedException.of(
        RefusalCode.UNSUPPORTED,
        view.name().toString(),
        "The view "
            + view.name()
            + " is not understood ("
            + construct
            + "); query the relations below it instead.");
  }

  /** A view's query, as the server wrote it, through the same gate and parser as any other. */
  private Query parse(Relation view) {
    String text = view.viewDefinition().orElseThrow(() -> refused(view, "its definition"));
    return switch (Gate.of(analysis.catalog().dialect()).admit(text)) {
      case GateResult.Rejected rejected -> throw refused(view, rejected.refusal().construct());
      case GateResult.Admitted admitted ->
          switch (SqlParser.parse(admitted.statement())) {
            case ParseResult.Unparsed unparsed ->
                throw refused(view, unparsed.refusal().construct());
            case ParseResult.Parsed(Statement.Read read) -> read.query();
            case ParseResult.Parsed _ -> throw refused(view, "its definition");
          };
    };
  }

  private Optional<Query> parse(String text) {
    return Gate.of(analysis.catalog().dialect()).admit(text) instanceof GateResult.Admitted admitted
            && SqlParser.parse(admitted.statement())
                instanceof ParseResult.Parsed(Statement.Read read)
        ? Optional.of(read.query())
        : Optional.empty();
  }

  /** Whether a relation holds rows of its own that a statement may write. */
  static boolean isTable(Relation relation) {
    return relation.kind() == RelationKind.TABLE
        || relation.kind() == RelationKind.PARTITIONED_TABLE
        || relation.kind() == RelationKind.FOREIGN_TABLE;
  }
}

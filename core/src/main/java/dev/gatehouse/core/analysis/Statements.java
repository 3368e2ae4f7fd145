package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.List;
import java.util.Optional;

/** Resolves whole statements to facts. */
final class Statements {
  private final Analysis analysis;

  Statements(Analysis analysis) {
    this.analysis = analysis;
  }

  Facts facts(Statement statement) {
    List<OutputColumn> outputs = resolve(statement);
    StatementKind kind = kind(statement);
    boolean hidden = kind == StatementKind.SELECT || statement instanceof Statement.Explain;
    Optional<StatementKind> write = analysis.sink().firstWrite();
    if (statement instanceof Statement.Explain explain && !explain.analyze()) {
      analysis.sink().onlyPlanned();
    } else if (hidden && write.isPresent()) {
      // A write inside WITH or under EXPLAIN ANALYZE is the write.
      kind = write.get();
    }
    return analysis.sink().facts(kind, outputs);
  }

  private static StatementKind kind(Statement statement) {
    return switch (statement) {
      case Statement.Read _ -> StatementKind.SELECT;
      case Statement.Insert _ -> StatementKind.INSERT;
      case Statement.Update _ -> StatementKind.UPDATE;
      case Statement.Delete _ -> StatementKind.DELETE;
      case Statement.Merge _ -> StatementKind.MERGE;
      case Statement.Truncate _ -> StatementKind.TRUNCATE;
      case Statement.Drop _ -> StatementKind.DDL;
      case Statement.Explain _ -> StatementKind.EXPLAIN;
    };
  }

  private List<OutputColumn> resolve(Statement statement) {
    return switch (statement) {
      case Statement.Read _,
          Statement.Insert _,
          Statement.Update _,
          Statement.Delete _,
          Statement.Merge _ ->
          outputs(analysis.writes().inside(statement, Scope.root()));
      case Statement.Truncate truncate -> {
        analysis.writes().truncate(truncate);
        yield List.of();
      }
      case Statement.Drop drop -> {
        analysis.writes().drop(drop);
        yield List.of();
      }
      case Statement.Explain explain -> explain(explain);
    };
  }

  /** A plan's lines show conditions and constants, and so whatever the statement is made of. */
  private List<OutputColumn> explain(Statement.Explain explain) {
    if (analysis.catalog().dialect() != Dialect.POSTGRESQL) {
      throw AnalysisRefusedException.unsupported("EXPLAIN on this server");
    }
    if (explain.statement() instanceof Statement.Explain) {
      throw AnalysisRefusedException.unsupported("EXPLAIN of EXPLAIN");
    }
    resolve(explain.statement());
    return List.of(new OutputColumn("QUERY PLAN", Lineages.CONSTANT));
  }

  private static List<OutputColumn> outputs(List<Scope.SourceColumn> columns) {
    return columns.stream()
        .map(c -> new OutputColumn(c.name().orElse(OutputNames.NAMELESS), c.lineage()))
        .toList();
  }
}

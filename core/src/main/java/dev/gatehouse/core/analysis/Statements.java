package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.MySqlStatement;
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
      case Statement.Define _ -> StatementKind.DDL;
      case Statement.Show _ -> StatementKind.SELECT;
      case Statement.Explain _ -> StatementKind.EXPLAIN;
      case Statement.MySql mysql -> kind(mysql.form());
    };
  }

  private static StatementKind kind(MySqlStatement statement) {
    return switch (statement) {
      case MySqlStatement.Insert _ -> StatementKind.INSERT;
      case MySqlStatement.Update _ -> StatementKind.UPDATE;
      case MySqlStatement.Delete _ -> StatementKind.DELETE;
      case MySqlStatement.Describe _, MySqlStatement.ShowTables _, MySqlStatement.ShowDatabases _ ->
          StatementKind.SELECT;
    };
  }

  private List<OutputColumn> resolve(MySqlStatement statement) {
    return switch (statement) {
      case MySqlStatement.Insert insert -> outputs(new MySqlWrites(analysis).insert(insert));
      case MySqlStatement.Update update -> {
        new MySqlWrites(analysis).update(update);
        yield List.of();
      }
      case MySqlStatement.Delete delete -> outputs(new MySqlWrites(analysis).delete(delete));
      case MySqlStatement.Describe describe -> new MySqlShows(analysis).describe(describe);
      case MySqlStatement.ShowTables show -> new MySqlShows(analysis).tables(show);
      case MySqlStatement.ShowDatabases _ -> new MySqlShows(analysis).databases();
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
      case Statement.Define define -> {
        new SchemaChanges(analysis).resolve(define.ddl());
        yield List.of();
      }
      case Statement.Show _ -> List.of(new OutputColumn(OutputNames.NAMELESS, Lineages.CONSTANT));
      case Statement.Explain explain -> explain(explain);
      case Statement.MySql mysql -> resolve(mysql.form());
    };
  }

  /** A plan's lines show conditions and constants, and so whatever the statement is made of. */
  private List<OutputColumn> explain(Statement.Explain explain) {
    switch (explain.statement()) {
      case Statement.Explain _, Statement.Define _, Statement.Show _, Statement.Truncate _ ->
          throw AnalysisRefusedException.unsupported("EXPLAIN of what is no query and no write");
      case Statement.Read _,
          Statement.Insert _,
          Statement.Update _,
          Statement.Delete _,
          Statement.Merge _,
          Statement.MySql _ -> {}
    }
    resolve(explain.statement());
    if (explain.statement() instanceof Statement.MySql(MySqlStatement form)
        && kind(form) == StatementKind.SELECT) {
      throw AnalysisRefusedException.unsupported("EXPLAIN of SHOW");
    }
    return analysis.rules().planColumns(explain).stream()
        .map(name -> new OutputColumn(name, Lineages.CONSTANT))
        .toList();
  }

  private static List<OutputColumn> outputs(List<Scope.SourceColumn> columns) {
    return columns.stream()
        .map(c -> new OutputColumn(c.name().orElse(OutputNames.NAMELESS), c.lineage()))
        .toList();
  }
}

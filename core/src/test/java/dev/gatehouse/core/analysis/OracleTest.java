package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server itself says a query reads is never more than what the analysis says. */
class OracleTest {
  /** At least 2,000 statements in all are compared: the floors below, and the collections. */
  private static final long SEED = 20260711;

  private static final int GENERATED = 600;
  private static final int SHAPED = 1_100;
  private static final int WRITTEN = 300;

  /** Of the statements that the server takes, how many the analysis may refuse. */
  private static final double MOST_REFUSED = 0.05;

  @Test
  void everyColumnThatTheServerChecksForAGeneratedQueryIsAmongOurs() throws SQLException {
    QueryGrammar grammar = new QueryGrammar(new Random(SEED));
    List<String> queries = distinct(grammar::query, GENERATED);
    Outcome outcome = compare("generated", TestCatalog.database(), queries);
    assertThat(outcome.missed).isEmpty();
    assertThat(outcome.compared).as("valid and understood").isGreaterThan(GENERATED * 95 / 100);
    assertThat(outcome.refused).as("valid, but refused").isEmpty();
  }

  @Test
  void everyColumnThatTheServerChecksForAQueryOfAnyShapeIsAmongOurs() throws SQLException {
    QueryShapes shapes = new QueryShapes(new Random(SEED + 1));
    holds(compare("shapes", TestCatalog.database(), distinct(shapes::read, SHAPED)), SHAPED);
  }

  @Test
  void everyColumnThatTheServerChecksForAStatementThatWritesIsAmongOurs() throws SQLException {
    QueryShapes shapes = new QueryShapes(new Random(SEED + 2));
    holds(compare("writes", TestCatalog.database(), distinct(shapes::write, WRITTEN)), WRITTEN);
  }

  private static void holds(Outcome outcome, int made) {
    assertThat(outcome.missed).isEmpty();
    assertThat(outcome.compared).as("valid and understood").isGreaterThan(made * 9 / 10);
    assertThat(outcome.refused)
        .as("valid, but refused")
        .hasSizeLessThan((int) ((outcome.compared + outcome.refused.size()) * MOST_REFUSED));
  }

  private static List<String> distinct(Supplier<String> source, int count) {
    return Stream.generate(source).distinct().limit(count).toList();
  }

  @Test
  void everyColumnThatTheServerChecksForACaseIsAmongOurs() throws SQLException {
    List<String> queries = new ArrayList<>();
    TestCatalog.resource("lineage-cases.txt")
        .lines()
        .filter(line -> !line.startsWith(" ") && !line.startsWith("#"))
        .forEach(queries::add);
    Outcome outcome = compare("cases", TestCatalog.database(), queries);
    assertThat(outcome.missed).isEmpty();
    assertThat(outcome.compared).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"attacks, lab, 200", "honest, sales, 170"})
  void everyColumnThatTheServerChecksForACollectedStatementIsAmongOurs(
      String collection, String schema, int atLeast) throws SQLException {
    EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
    database.execute(
        TestCatalog.resource("/" + collection + "/postgresql-lab.sql"),
        "alter database " + database.name() + " set search_path = " + schema + ", public");
    List<String> queries =
        TestCatalog.resource("/" + collection + "/postgresql.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    Outcome outcome = compare(collection, database, queries);
    assertThat(outcome.missed).isEmpty();
    assertThat(outcome.compared).isGreaterThan(atLeast);
  }

  @Test
  void theOracleItselfSeesWhatAQueryReads() throws SQLException {
    try (Connection connection = TestCatalog.database().connect()) {
      assertThat(new SelectedColumns(connection).of("select name from users where salary > 1"))
          .contains(
              Set.of(
                  ColumnRef.of("public", "users", "name"),
                  ColumnRef.of("public", "users", "salary")));
    }
  }

  private static final class Outcome {
    private final List<String> missed = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> invalid = new ArrayList<>();
    private int compared;
  }

  private static Outcome compare(
      String what, EphemeralPostgres.Database database, List<String> queries) throws SQLException {
    Outcome outcome = new Outcome();
    try (Connection connection = database.connect()) {
      CatalogSnapshot catalog = JdbcCatalogReader.read(connection);
      StatementAnalyzer analyzer = Analyzers.forDialect(Dialect.POSTGRESQL);
      SelectedColumns oracle = new SelectedColumns(connection);
      for (String query : queries) {
        AnalysisResult result = analyzer.analyze(query, catalog);
        Optional<Set<ColumnRef>> server = oracle.of(query);
        if (server.isEmpty()) {
          outcome.invalid.add(query);
          continue;
        }
        switch (result) {
          case AnalysisResult.Refused refused ->
              outcome.refused.add(query + " -- " + refused.refusal().construct());
          case AnalysisResult.Understood understood -> {
            outcome.compared++;
            Set<ColumnRef> missing = new HashSet<>(server.get());
            missing.removeAll(ours(understood.facts()));
            if (!missing.isEmpty()) {
              outcome.missed.add(query + " -- " + missing);
            }
          }
        }
      }
    }
    System.out.printf(
        "Oracle, %s: %d statements, %d not valid, %d refused, %d compared, %d missed%n",
        what,
        queries.size(),
        outcome.invalid.size(),
        outcome.refused.size(),
        outcome.compared,
        outcome.missed.size());
    return outcome;
  }

  private static Set<ColumnRef> ours(Facts facts) {
    Set<ColumnRef> ours = new HashSet<>();
    facts.outputs().forEach(output -> ours.addAll(output.lineage().sources()));
    facts.uses().forEach(use -> ours.add(use.column()));
    return ours;
  }
}

package dev.gatehouse.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.execution.StatementExecutor.Mode;
import dev.gatehouse.core.policy.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole line on a real PostgreSQL: what is shown, refused, confirmed and kept. */
class GovernedSessionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM customers",
        "SELECT c FROM (SELECT email AS c FROM customers) x",
        "WITH c(a) AS (SELECT ssn FROM customers) SELECT a FROM c",
        "SELECT address FROM contacts",
        "SELECT reverse(ssn), upper(email), left(ssn, 3) FROM customers",
        "SELECT name FROM customers UNION ALL SELECT ssn FROM customers",
        "SELECT max(email), min(ssn) FROM customers",
        "SELECT string_agg(email, ',') FROM customers",
        "SELECT (SELECT max(ssn) FROM customers), id FROM orders",
      })
  void noRawValueOfAMaskedColumnReachesAPersonOrTheRecord(String sql) throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      String shown = String.join("\n", Results.rows(session.run(sql, Interaction.decline())));

      assertThat(shown).isNotEmpty();
      for (String secret : secrets(shop)) {
        assertThat(shown).doesNotContain(secret);
        assertThat(shop.record.events().toString()).doesNotContain(secret);
      }
    }
  }

  @Test
  void openColumnsComeAsTheyAreAndEverythingIsOnRecord() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      List<String> shown =
          Results.rows(
              session.run("SELECT name FROM customers WHERE id < 60", Interaction.decline()));

      assertThat(shown)
          .containsExactlyElementsOf(shop.raw("SELECT name FROM shop.customers WHERE id < 60"));
      AuditEvent.StatementIntent intent =
          shop.record.events(AuditEvent.StatementIntent.class).getFirst();
      assertThat(intent.effect()).isEqualTo("allow");
      assertThat(intent.role()).contains("plain");
      assertThat(intent.fingerprint()).hasSize(64);
      AuditEvent.ResultSnapshot snapshot =
          shop.record.events(AuditEvent.ResultSnapshot.class).getFirst();
      assertThat(snapshot.rows()).hasSize(SnapshotBuilder.MAX_ROWS);
      assertThat(snapshot.truncated()).isTrue();
      AuditEvent.StatementResult result =
          shop.record.events(AuditEvent.StatementResult.class).getFirst();
      assertThat(result.rows()).isEqualTo(59);
      assertThat(result.outcome()).isEqualTo("done");
    }
  }

  @Test
  void aStatementSmuggledPastTheAnalysisGetsPermissionDeniedFromTheDatabase() throws Exception {
    Facts nothing =
        new Facts(
            dev.gatehouse.core.analysis.StatementKind.SELECT,
            Set.of(),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            false);
    try (Shop shop = new Shop(Action.READ)) {
      shop.analyzer = misreading(shop.analyzer, nothing);
      try (GovernedSession session = shop.open()) {
        Outcome outcome = session.run("SELECT email FROM customers", Interaction.decline());

        assertThat(((Outcome.Failed) outcome).failure().sqlState()).isEqualTo("42501");
        SqlFailureException e =
            catchThrowableOfType(
                SqlFailureException.class,
                () ->
                    shop.executor.execute(
                        "SELECT count(*) FROM hr.salaries", FloorRole.SENSITIVE, Mode.READ));
        assertThat(e.failure().sqlState()).isEqualTo("42501");
      }
    }
  }

  @Test
  void aResultThatTheServerDescribesOtherwiseIsNotShownAndItsWriteIsUndone() throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.INSERT)) {
      String sql = "INSERT INTO orders VALUES (9001, 1, 1) RETURNING id, total";
      StatementAnalyzer real = shop.analyzer;
      Facts facts = ((AnalysisResult.Understood) real.analyze(sql, shop.catalog)).facts();
      shop.analyzer =
          misreading(
              real,
              new Facts(
                  facts.kind(),
                  facts.reads(),
                  facts.writes(),
                  facts.outputs().subList(0, 1),
                  facts.uses(),
                  facts.routines(),
                  facts.hazards(),
                  false));
      try (GovernedSession session = shop.open()) {
        Outcome outcome = session.run(sql, Interaction.decline());

        assertThat(((Outcome.Refused) outcome).refusal().sentence()).contains("disagree");
        assertThat(shop.raw("SELECT count(*) FROM shop.orders WHERE id = 9001"))
            .containsExactly("0");
        assertThat(shop.record.outcomes()).containsExactly("1 failed");
      }
    }
  }

  @Test
  void aDestructiveStatementIsMeasuredConfirmedAndRun() throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.DELETE);
        GovernedSession session = shop.open()) {
      AtomicReference<Confirmation> asked = new AtomicReference<>();
      String sql = "DELETE FROM orders WHERE id <= 20";

      Outcome declined = session.run(sql, Interaction.decline());
      Outcome confirmed =
          session.run(
              sql,
              question -> {
                asked.set(question);
                return true;
              });

      assertThat(declined).isInstanceOf(Outcome.NotConfirmed.class);
      assertThat(asked.get().measuredRows()).hasValue(20);
      assertThat(asked.get().decision().typedName()).isEqualTo("orders");
      assertThat(((Outcome.Written) confirmed).rows()).isEqualTo(20);
      assertThat(shop.raw("SELECT count(*) FROM shop.orders")).containsExactly("280");
      assertThat(shop.record.outcomes()).containsExactly("1 not_run", "2 done");
      assertThat(shop.record.events(AuditEvent.ConfirmationAnswered.class))
          .extracting(AuditEvent.ConfirmationAnswered::confirmed)
          .containsExactly(false, true);
    }
  }

  @Test
  void moreRowsThanWereConfirmedAreUndone() throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.DELETE);
        GovernedSession session = shop.open()) {
      Outcome outcome =
          session.run(
              "DELETE FROM orders WHERE customer_id > 5000",
              question -> {
                insertBehind(shop);
                return true;
              });

      assertThat(((Outcome.Refused) outcome).refusal().sentence())
          .contains("1 rows instead of the 0");
      assertThat(shop.raw("SELECT count(*) FROM shop.orders WHERE customer_id = 5001"))
          .containsExactly("1");
    }
  }

  @Test
  void errorsOverMaskedColumnsSayNothingOfTheirValues() throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.INSERT);
        GovernedSession session = shop.open()) {
      Outcome cast = session.run("SELECT ssn::int FROM customers", Interaction.decline());
      Outcome open = session.run("SELECT name::int FROM customers", Interaction.decline());
      Outcome row =
          session.run(
              "INSERT INTO customers VALUES (1001, 'n', 'typed@secret.example', '')",
              Interaction.decline());

      assertThat(failure(cast)).contains("22P02").contains("withheld").doesNotContain("900");
      assertThat(failure(open)).contains("name 1");
      assertThat(failure(row)).contains("23514").doesNotContain("typed");
      assertThat(shop.record.events(AuditEvent.StatementResult.class).toString())
          .doesNotContain("900-00");
    }
  }

  @Test
  void anErrorsPlaceIsInThePersonsOwnText() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      String sql = "SELECT /* a long comment that goes away */ id / 0 FROM orders WHERE 1 = 'x'";

      Outcome outcome = session.run(sql, Interaction.decline());

      assertThat(((Outcome.Failed) outcome).failure().position()).hasValue(sql.indexOf("'x'"));
    }
  }

  @Test
  void thePolicysRowLimitEndsTheResultAndSaysSo() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      Outcome.Rows all =
          (Outcome.Rows) session.run("SELECT id FROM customers", Interaction.decline());
      assertThat(Results.rows(all)).hasSize(700);
      assertThat(all.result().limited()).isTrue();
      Outcome.Rows exactly =
          (Outcome.Rows)
              session.run("SELECT id FROM customers WHERE id <= 700", Interaction.decline());
      assertThat(Results.rows(exactly)).hasSize(700);
      assertThat(exactly.result().limited()).isFalse();
    }
  }

  @Test
  void returnedRowsAreMaskedAndTheWriteIsKept() throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.UPDATE);
        GovernedSession session = shop.open()) {
      List<String> rows =
          Results.rows(
              session.run(
                  "UPDATE customers SET name = 'new' WHERE id = 7 RETURNING name, email",
                  Interaction.decline()));

      assertThat(rows).containsExactly("new", "p***@secret.example");
      assertThat(shop.raw("SELECT name FROM shop.customers WHERE id = 7")).containsExactly("new");
    }
  }

  @Test
  void severalResultsStayOpenAndTheOldestGivesWay() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      List<GovernedResult> results = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        results.add(
            ((Outcome.Rows) session.run("SELECT id FROM orders", Interaction.decline())).result());
      }

      assertThat(results.get(0).next(5)).isEmpty();
      assertThat(results.get(1).next(5)).isPresent();
      assertThat(results.get(4).next(5)).isPresent();
    }
  }

  @Test
  void eachWriteOfAStatementNeedsItsOwnAction() throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.INSERT, Action.DELETE);
        GovernedSession session = shop.open()) {
      assertThat(
              reason(
                  session.preview(
                      "INSERT INTO orders VALUES (1, 2, 3) ON CONFLICT (id) DO UPDATE SET total = 0")))
          .contains("not update on shop.orders");
      assertThat(session.preview("INSERT INTO orders VALUES (1, 2, 3) ON CONFLICT (id) DO NOTHING"))
          .isInstanceOfSatisfying(
              Preview.Decided.class,
              decided -> assertThat(decided.decision()).isInstanceOf(Decision.Allow.class));
    }
    try (Shop shop = new Shop(Action.READ, Action.DELETE);
        GovernedSession session = shop.open()) {
      assertThat(
              reason(
                  session.preview(
                      "WITH gone AS (DELETE FROM orders WHERE id = 1 RETURNING id, customer_id, total)"
                          + " INSERT INTO orders SELECT id + 9000, customer_id, total FROM gone")))
          .contains("not insert on shop.orders");
    }
  }

  @Test
  void columnsWithoutANameOfTheirOwnAreShown() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      assertThat(
              Results.rows(
                  session.run(
                      "SELECT true, NULL, 'a' || 'b', 1 + 1, count(*), CASE WHEN 1 = 1 THEN 2 END,"
                          + " max(id) OVER (), coalesce(total, 0) FROM orders GROUP BY id LIMIT 1",
                      Interaction.decline())))
          .startsWith("true", "null", "ab", "2");
    }
  }

  @Test
  void aPreviewDecidesAndLeavesNoTrace() throws Exception {
    try (Shop shop = new Shop(Action.READ);
        GovernedSession session = shop.open()) {
      int before = shop.record.events().size();

      Preview preview = session.preview("DELETE FROM orders");

      assertThat(((Preview.Decided) preview).decision().reason())
          .contains("not delete on shop.orders");
      assertThat(session.preview("SELEC")).isInstanceOf(Preview.Refused.class);
      assertThat(shop.record.events()).hasSize(before);
    }
  }

  private static String reason(Preview preview) {
    assertThat(preview).isInstanceOf(Preview.Decided.class);
    return ((Preview.Decided) preview).decision().reason();
  }

  private static void insertBehind(Shop shop) {
    try {
      shop.database.execute("INSERT INTO shop.orders VALUES (7000, 5001, 1)");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StatementAnalyzer misreading(StatementAnalyzer real, Facts facts) {
    return (sql, catalog) ->
        switch (real.analyze(sql, catalog)) {
          case AnalysisResult.Refused refused -> refused;
          case AnalysisResult.Understood understood ->
              new AnalysisResult.Understood(understood.statement(), facts);
        };
  }

  private static String failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    return failed.failure().sqlState() + " " + failed.failure().message();
  }

  private static List<String> secrets(Shop shop) throws Exception {
    List<String> secrets = new ArrayList<>();
    secrets.addAll(shop.raw("SELECT email FROM shop.customers WHERE id % 97 = 0"));
    secrets.addAll(shop.raw("SELECT ssn FROM shop.customers WHERE id % 97 = 0"));
    secrets.addAll(shop.raw("SELECT reverse(ssn) FROM shop.customers WHERE id % 97 = 0"));
    secrets.addAll(shop.raw("SELECT upper(email) FROM shop.customers WHERE id % 97 = 0"));
    return secrets;
  }
}

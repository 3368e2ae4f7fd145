package dev.gatehouse.core.execution.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.execution.ResultStream;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.execution.StatementExecutor.Mode;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JdbcStatementExecutorTest {
  private static final String PLAIN = "jse_plain";
  private static final String SENSITIVE = "jse_sensitive";
  private static final String PASSWORD = UUID.randomUUID().toString();
  private static EphemeralPostgres.Database database;
  private static JdbcStatementExecutor executor;

  @BeforeAll
  static void aDatabaseWithTwoRoles() throws SQLException {
    database = EphemeralPostgres.shared().newDatabase();
    database.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.customers (id int PRIMARY KEY, name text, email text)",
        "INSERT INTO shop.customers SELECT i, 'n' || i, 'secret' || i || '@example.org'"
            + " FROM generate_series(1, 5000) i",
        "CREATE TABLE shop.notes (id int PRIMARY KEY, note text)",
        "CREATE ROLE " + PLAIN + " LOGIN PASSWORD '" + PASSWORD + "'",
        "CREATE ROLE " + SENSITIVE + " LOGIN PASSWORD '" + PASSWORD + "'",
        "GRANT USAGE ON SCHEMA shop TO " + PLAIN + ", " + SENSITIVE,
        "GRANT SELECT (id, name) ON shop.customers TO " + PLAIN + ", " + SENSITIVE,
        "GRANT SELECT (email) ON shop.customers TO " + SENSITIVE,
        "GRANT SELECT, INSERT, UPDATE, DELETE ON shop.notes TO " + PLAIN);
    executor = open(JdbcSettings.of(List.of("shop"), "test"));
  }

  @AfterAll
  static void close() {
    executor.close();
  }

  @Test
  void theSensitiveRoleReadsWhatThePlainRoleMayNot() throws SqlFailureException {
    String sql = "SELECT email FROM customers WHERE id = 7";

    assertThat(texts(sql, FloorRole.SENSITIVE)).containsExactly("secret7@example.org");
    assertThat(failure(sql, FloorRole.PLAIN, Mode.READ).sqlState()).isEqualTo("42501");
    assertThat(failure(sql, FloorRole.PLAIN, Mode.READ).message())
        .isEqualTo("permission denied for table customers");
  }

  @Test
  void everyTypeKeepsItsKindAndItsText() throws SqlFailureException {
    String sql =
        """
        SELECT 9223372036854775807::int8 a, 12.50::numeric b, 1.5::float8 c, true d,
          DATE '2024-02-29' e, TIMESTAMP '2024-02-29 12:00:00.5' f,
          TIMESTAMPTZ '2024-02-29 12:00:00+02' g, TIME '12:00' h, '{"a": 1}'::jsonb i,
          '\\xdeadbeef'::bytea j, ARRAY[1,2] k, 'é😀'::text l, 'x'::"char" m,
          '6f9619ff-8b86-d011-b42d-00c04fc964ff'::uuid n, interval '1 day' o,
          int4range(1,5) p, 5::int2 q, NULL::int4 r
        """;
    try (ResultStream stream = executor.execute(sql, FloorRole.PLAIN, Mode.READ)) {
      assertThat(stream.columns().stream().map(ResultColumn::type))
          .containsExactly(
              CellType.LONG,
              CellType.DECIMAL,
              CellType.DOUBLE,
              CellType.BOOLEAN,
              CellType.DATE,
              CellType.TIMESTAMP,
              CellType.TIMESTAMP_TZ,
              CellType.TIME,
              CellType.JSON,
              CellType.BINARY,
              CellType.OTHER,
              CellType.TEXT,
              CellType.TEXT,
              CellType.OTHER,
              CellType.OTHER,
              CellType.OTHER,
              CellType.LONG,
              CellType.LONG);
      assertThat(stream.columns().get(1).typeName()).isEqualTo("numeric");
      RowBatch batch = stream.next(10).orElseThrow();
      assertThat(batch.columns().stream().map(c -> String.valueOf(c.text(0))))
          .containsExactly(
              "9223372036854775807",
              "12.50",
              "1.5",
              "true",
              "2024-02-29",
              "2024-02-29 12:00:00.5",
              "2024-02-29 10:00:00+00",
              "12:00:00",
              "{\"a\": 1}",
              "\\xdeadbeef",
              "{1,2}",
              "é😀",
              "x",
              "6f9619ff-8b86-d011-b42d-00c04fc964ff",
              "1 day",
              "[1,5)",
              "5",
              "null");
      assertThat(stream.next(10)).isEmpty();
    }
  }

  @Test
  void rowsComeInPortionsOfAtMostWhatIsAskedFor() throws SqlFailureException {
    List<Integer> sizes = new ArrayList<>();
    long sum = 0;
    try (ResultStream stream =
        executor.execute("SELECT id FROM customers ORDER BY id", FloorRole.PLAIN, Mode.READ)) {
      for (var batch = stream.next(2000); batch.isPresent(); batch = stream.next(2000)) {
        sizes.add(batch.get().size());
        for (long id : ((ColumnVector.Longs) batch.get().columns().getFirst()).values()) {
          sum += id;
        }
      }
    }

    assertThat(sizes).containsExactly(2000, 2000, 1000);
    assertThat(sum).isEqualTo(5000L * 5001 / 2);
  }

  @Test
  void readingCannotWrite() {
    assertThat(failure("INSERT INTO notes VALUES (1, 'x')", FloorRole.PLAIN, Mode.READ).sqlState())
        .isEqualTo("25006");
  }

  @Test
  void aWriteIsUndoneUnlessItIsCommitted() throws Exception {
    try (ResultStream stream =
        executor.execute("INSERT INTO notes VALUES (10, 'x')", FloorRole.PLAIN, Mode.WRITE)) {
      assertThat(stream.updateCount()).isEqualTo(1);
      assertThat(stream.columns()).isEmpty();
    }
    assertThat(texts("SELECT count(*) FROM notes WHERE id = 10", FloorRole.PLAIN))
        .containsExactly("0");
    try (ResultStream stream =
        executor.execute(
            "INSERT INTO notes VALUES (10, 'x') RETURNING note", FloorRole.PLAIN, Mode.WRITE)) {
      stream.commit();
      assertThat(stream.next(5).orElseThrow().columns().getFirst().text(0)).isEqualTo("x");
    }
    assertThat(texts("SELECT count(*) FROM notes WHERE id = 10", FloorRole.PLAIN))
        .containsExactly("1");
  }

  @Test
  void aFailureNamesItsPlaceAndHoldsNoDetail() throws SqlFailureException {
    SqlFailure unknown = failure("SELECT '😀', nothing FROM notes", FloorRole.PLAIN, Mode.READ);
    assertThat(unknown.position()).hasValue("SELECT '😀', ".length());
    try (ResultStream stream =
        executor.execute("INSERT INTO notes VALUES (77, 'x')", FloorRole.PLAIN, Mode.WRITE)) {
      stream.commit();
    }

    SqlFailure twice = failure("INSERT INTO notes VALUES (77, 'y')", FloorRole.PLAIN, Mode.WRITE);

    assertThat(twice.sqlState()).isEqualTo("23505");
    assertThat(twice.message()).contains("notes_pkey").doesNotContain("77");
  }

  @Test
  void questionMarksAndBracesAreSentAsTheyStand() throws SqlFailureException {
    assertThat(texts("SELECT '{\"a\":1}'::jsonb ? 'a'", FloorRole.PLAIN)).containsExactly("true");
    assertThat(texts("SELECT '{fn now()}'", FloorRole.PLAIN)).containsExactly("{fn now()}");
  }

  @Test
  void theSessionIsPinned() throws SqlFailureException {
    assertThat(texts("SHOW search_path", FloorRole.PLAIN)).containsExactly("\"shop\"");
    assertThat(texts("SHOW TimeZone", FloorRole.SENSITIVE)).containsExactly("UTC");
    assertThat(texts("SHOW standard_conforming_strings", FloorRole.PLAIN)).containsExactly("on");
    assertThat(texts("SHOW client_encoding", FloorRole.PLAIN)).containsExactly("UTF8");
    assertThat(texts("SHOW transaction_read_only", FloorRole.PLAIN)).containsExactly("on");
    assertThat(texts("SHOW client_min_messages", FloorRole.PLAIN)).containsExactly("error");
  }

  @Test
  void aRunningStatementIsCancelledFromAnotherThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<SqlFailure> running =
        CompletableFuture.supplyAsync(
            () -> {
              begun.countDown();
              return failure("SELECT pg_sleep(60)", FloorRole.PLAIN, Mode.READ);
            });
    begun.await();
    while (!running.isDone()) {
      executor.cancel();
      Thread.onSpinWait();
    }

    assertThat(running.get().sqlState()).isEqualTo("57014");
    assertThat(running.get().message()).isEqualTo("The statement was cancelled.");
    assertThat(texts("SELECT 1", FloorRole.PLAIN)).containsExactly("1");
  }

  @Test
  void aStatementThatTakesTooLongIsStopped() {
    JdbcSettings quick =
        JdbcSettings.of(List.of("shop"), "test").withStatementTimeout(Duration.ofMillis(100));
    try (JdbcStatementExecutor own = open(quick)) {
      SqlFailureException e =
          catchThrowableOfType(
              SqlFailureException.class,
              () -> own.execute("SELECT pg_sleep(60)", FloorRole.PLAIN, Mode.READ));
      assertThat(e.failure().message()).contains("took too long");
    }
  }

  @Test
  void aLostConnectionAndRefusedCredentialsAreSaidInOneSentence() throws SqlFailureException {
    try (JdbcStatementExecutor own = open(JdbcSettings.of(List.of("shop"), "doomed"));
        ResultStream stream =
            own.execute("SELECT generate_series(1, 100000)", FloorRole.PLAIN, Mode.READ)) {
      stream.next(10);
      database.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'");
      SqlFailureException e =
          catchThrowableOfType(
              SqlFailureException.class,
              () -> {
                while (stream.next(2000).isPresent()) {
                  assertThat(stream.updateCount()).isEqualTo(-1);
                }
              });
      assertThat(e.failure().connectionLost()).isTrue();
      assertThat(e.failure().message()).endsWith(".");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    JdbcSettings impatient =
        JdbcSettings.of(List.of("shop"), "test").withConnectTimeout(Duration.ofMillis(400));
    try (JdbcStatementExecutor wrong =
        JdbcStatementExecutor.open(
            database.jdbcUrl(), PLAIN, "wrong", SENSITIVE, "wrong", impatient)) {
      SqlFailureException e =
          catchThrowableOfType(
              SqlFailureException.class,
              () -> wrong.execute("SELECT 1", FloorRole.PLAIN, Mode.READ));
      assertThat(e.failure().message()).contains("no longer accepts this grant's credentials");
    }
    try (JdbcStatementExecutor nowhere =
        JdbcStatementExecutor.open(
            "jdbc:postgresql://127.0.0.1:1/x", PLAIN, "x", SENSITIVE, "x", impatient)) {
      SqlFailureException e =
          catchThrowableOfType(
              SqlFailureException.class,
              () -> nowhere.execute("SELECT 1", FloorRole.PLAIN, Mode.READ));
      assertThat(e.failure().message()).contains("cannot be reached");
    }
  }

  private static JdbcStatementExecutor open(JdbcSettings settings) {
    return JdbcStatementExecutor.open(
        database.jdbcUrl(), PLAIN, PASSWORD, SENSITIVE, PASSWORD, settings);
  }

  private static SqlFailure failure(String sql, FloorRole role, Mode mode) {
    SqlFailureException e =
        catchThrowableOfType(
            SqlFailureException.class,
            () -> {
              try (ResultStream stream = executor.execute(sql, role, mode)) {
                assertThat(stream.next(10)).isNotNull();
              }
            });
    assertThat(e).as(sql).isNotNull();
    return e.failure();
  }

  private static List<String> texts(String sql, FloorRole role) throws SqlFailureException {
    List<String> texts = new ArrayList<>();
    try (ResultStream stream = executor.execute(sql, role, Mode.READ)) {
      for (var batch = stream.next(100); batch.isPresent(); batch = stream.next(100)) {
        ColumnVector column = batch.get().columns().getFirst();
        for (int row = 0; row < column.size(); row++) {
          texts.add(String.valueOf(column.text(row)));
        }
      }
    }
    return texts;
  }
}

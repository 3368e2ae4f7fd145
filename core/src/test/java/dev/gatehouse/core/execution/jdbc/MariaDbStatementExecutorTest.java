package dev.gatehouse.core.execution.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.execution.ResultStream;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.execution.StatementExecutor.Mode;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import dev.gatehouse.testkit.EphemeralMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mariadb")
class MariaDbStatementExecutorTest {
  private static final JdbcSettings IMPATIENT =
      JdbcSettings.of(List.of(), "test").withConnectTimeout(Duration.ofSeconds(1));
  private static final String PASSWORD = UUID.randomUUID().toString();
  private static final String SUFFIX = UUID.randomUUID().toString().substring(0, 8);
  private static final String PLAIN = "mse_plain_" + SUFFIX;
  private static final String SENSITIVE = "mse_sensitive_" + SUFFIX;
  private static EphemeralMariaDb.Database database;
  private static JdbcStatementExecutor executor;

  @BeforeAll
  static void aDatabaseWithTwoAccounts() throws SQLException {
    database = EphemeralMariaDb.shared().newDatabase();
    database.execute(
        "CREATE TABLE customers (id int PRIMARY KEY, name text, email text)",
        "INSERT INTO customers SELECT seq, concat('n', seq), concat('secret', seq, '@example.org')"
            + " FROM seq_1_to_5000",
        "CREATE TABLE big (id int PRIMARY KEY, pad varchar(200))",
        "INSERT INTO big SELECT seq, repeat('x', 200) FROM seq_1_to_300000",
        "CREATE TABLE notes (id int PRIMARY KEY, note varchar(20))",
        "CREATE USER " + PLAIN + "@localhost IDENTIFIED BY '" + PASSWORD + "'",
        "CREATE USER " + SENSITIVE + "@localhost IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT SELECT (id, name) ON customers TO " + PLAIN + "@localhost",
        "GRANT SELECT ON big TO " + PLAIN + "@localhost",
        "GRANT SELECT (id, name, email) ON customers TO " + SENSITIVE + "@localhost",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO " + PLAIN + "@localhost");
    executor = open(JdbcSettings.of(List.of(database.name()), "test"));
  }

  private static JdbcStatementExecutor open(JdbcSettings settings) {
    return JdbcStatementExecutor.open(
        database.jdbcUrl(), PLAIN, PASSWORD, SENSITIVE, PASSWORD, settings);
  }

  @AfterAll
  static void close() {
    executor.close();
  }

  @Test
  void theSensitiveRoleReadsWhatThePlainRoleMayNot() throws SqlFailureException {
    String sql = "SELECT email FROM customers WHERE id = 7";

    assertThat(texts(sql, FloorRole.SENSITIVE)).containsExactly("secret7@example.org");
    SqlFailure refused = failure(sql, FloorRole.PLAIN, Mode.READ);
    assertThat(refused.sqlState()).isEqualTo("42501");
    assertThat(refused.message()).startsWith("SELECT command denied to user");
  }

  @Test
  void everyTypeKeepsItsKindAndItsText() throws Exception {
    database.execute(
        "CREATE TABLE kinds (a bigint unsigned, b decimal(30,10), c bit(1), d bit(9), e year,"
            + " f time(3), g date, h datetime(6), i timestamp NULL, j json, k geometry, l inet6,"
            + " m uuid, n tinyint(1), o enum('x','y'), p set('a','b'), q blob, r varbinary(5),"
            + " s char(3), t float, u double, v mediumtext, w int unsigned, x bigint, y inet4)",
        "GRANT SELECT ON kinds TO " + PLAIN + "@localhost",
        "INSERT INTO kinds VALUES (18446744073709551615, 12345678901234567890.0123456789, b'1',"
            + " b'101010101', 2024, '-838:59:59.5', '0000-00-00', '0000-00-00 00:00:00',"
            + " '2024-02-29 12:00:00', '{\"a\": 1}', st_geomfromtext('POINT(1 2)'), '::1',"
            + " '6f9619ff-8b86-d011-b42d-00c04fc964ff', 5, 'x', 'a,b', x'00ff', x'01', 'é😀', 1.1,"
            + " 1.5e300, 'long', 4294967295, -9223372036854775808, '10.0.0.1')");
    try (ResultStream stream =
        executor.execute("SELECT * FROM kinds", FloorRole.PLAIN, Mode.READ)) {
      RowBatch batch = stream.next(10).orElseThrow();
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < stream.columns().size(); i++) {
        seen.add(stream.columns().get(i).type() + " " + batch.columns().get(i).text(0));
      }
      assertThat(seen)
          .containsExactly(
              "DECIMAL 18446744073709551615",
              "DECIMAL 12345678901234567890.0123456789",
              "BOOLEAN true",
              "OTHER b'101010101'",
              "LONG 2024",
              "TIME -838:59:59.500",
              "DATE 0000-00-00",
              "TIMESTAMP 0000-00-00 00:00:00.000000",
              "TIMESTAMP 2024-02-29 12:00:00",
              "JSON {\"a\": 1}",
              "OTHER POINT(1.0 2.0)",
              "TEXT ::1",
              "OTHER 6f9619ff-8b86-d011-b42d-00c04fc964ff",
              "LONG 5",
              "TEXT x",
              "TEXT a,b",
              "BINARY \\x00ff",
              "BINARY \\x01",
              "TEXT é😀",
              "DOUBLE 1.1",
              "DOUBLE 1.5E300",
              "TEXT long",
              "LONG 4294967295",
              "LONG -9223372036854775808",
              "TEXT 10.0.0.1");
      assertThat(stream.next(10)).isEmpty();
    }
  }

  @Test
  void everyTypeCanBeNull() throws Exception {
    database.execute(
        "CREATE TABLE nothing (a bigint unsigned, c bit(1), e year, f time, k geometry, q blob, u"
            + " double, j json)",
        "GRANT SELECT ON nothing TO " + PLAIN + "@localhost",
        "INSERT INTO nothing VALUES (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
    try (ResultStream stream =
        executor.execute("SELECT * FROM nothing", FloorRole.PLAIN, Mode.READ)) {
      RowBatch batch = stream.next(10).orElseThrow();
      assertThat(batch.columns()).hasSize(8).allMatch(column -> column.text(0) == null);
    }
  }

  @Test
  void theServerNamesTheColumnThatAResultColumnIs() throws SqlFailureException {
    String sql = "SELECT c.name AS email, concat(c.name, '') AS x FROM customers c";
    try (ResultStream stream = executor.execute(sql, FloorRole.PLAIN, Mode.READ)) {
      assertThat(stream.columns()).extracting(ResultColumn::name).containsExactly("email", "x");
      assertThat(stream.columns().getFirst().origin())
          .contains(ColumnRef.of(database.name(), "customers", "name"));
      assertThat(stream.columns().getLast().origin()).isEmpty();
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
  void aLongResultThatIsNotReadToItsEndIsLeftAtOnce() throws SqlFailureException {
    String sql = "SELECT a.pad FROM big a, big b";
    for (int i = 0; i < 12; i++) {
      try (ResultStream stream = executor.execute(sql, FloorRole.PLAIN, Mode.READ)) {
        assertThat(stream.next(10)).isPresent();
      }
    }

    assertThat(texts("SELECT name FROM customers WHERE id = 1", FloorRole.PLAIN))
        .containsExactly("n1");
  }

  @Test
  void severalResultsAreReadInTurn() throws SqlFailureException {
    String sql = "SELECT id FROM customers ORDER BY id";
    try (ResultStream one = executor.execute(sql, FloorRole.PLAIN, Mode.READ);
        ResultStream two = executor.execute(sql, FloorRole.PLAIN, Mode.READ)) {
      assertThat(one.next(1).orElseThrow().columns().getFirst().text(0)).isEqualTo("1");
      assertThat(two.next(1).orElseThrow().columns().getFirst().text(0)).isEqualTo("1");
      assertThat(one.next(1).orElseThrow().columns().getFirst().text(0)).isEqualTo("2");
    }
  }

  @Test
  void readingCannotWrite() {
    assertThat(failure("INSERT INTO notes VALUES (1, 'x')", FloorRole.PLAIN, Mode.READ).sqlState())
        .isEqualTo("25006");
  }

  @Test
  void aWriteIsUndoneUnlessItIsCommitted() throws Exception {
    String insert = "INSERT INTO notes VALUES (10, 'x')";
    try (ResultStream stream = executor.execute(insert, FloorRole.PLAIN, Mode.WRITE)) {
      assertThat(stream.updateCount()).isEqualTo(1);
    }
    assertThat(texts("SELECT note FROM notes WHERE id = 10", FloorRole.PLAIN)).isEmpty();

    try (ResultStream stream = executor.execute(insert, FloorRole.PLAIN, Mode.WRITE)) {
      stream.commit();
    }
    assertThat(texts("SELECT note FROM notes WHERE id = 10", FloorRole.PLAIN)).containsExactly("x");
  }

  @Test
  void returnedRowsAreReadAfterTheCommit() throws Exception {
    String insert = "INSERT INTO notes VALUES (20, 'a'), (21, 'b') RETURNING id";
    try (ResultStream stream = executor.execute(insert, FloorRole.PLAIN, Mode.WRITE)) {
      stream.commit();
      assertThat(stream.next(10).orElseThrow().size()).isEqualTo(2);
    }
    assertThat(texts("SELECT id FROM notes WHERE id >= 20", FloorRole.PLAIN)).hasSize(2);
  }

  @Test
  void twoStatementsInOneTextAreRefused() {
    assertThat(failure("SELECT 1; DELETE FROM notes", FloorRole.PLAIN, Mode.WRITE).sqlState())
        .isEqualTo("42000");
  }

  @Test
  void noFileOfTheClientIsRead() {
    String load = "LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE notes";
    assertThat(failure(load, FloorRole.PLAIN, Mode.WRITE).message()).isNotEmpty();
  }

  @Test
  void textWithBracesAndBackslashesIsSentAsItIs() throws SqlFailureException {
    assertThat(texts("SELECT '{fn now()}'", FloorRole.PLAIN)).containsExactly("{fn now()}");
    assertThat(texts("SELECT hex('\\'')", FloorRole.PLAIN)).containsExactly("27");
  }

  @Test
  void theSessionIsPinnedWhateverTheServersSettingsAre() throws Exception {
    database.execute(
        "SET GLOBAL sql_mode='ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'",
        "SET GLOBAL time_zone='+03:00'");
    try (JdbcStatementExecutor fresh = open(JdbcSettings.of(List.of(database.name()), "test"))) {
      assertThat(
              texts(
                  fresh,
                  "SELECT concat_ws(' ', @@sql_mode, @@time_zone, @@character_set_client,"
                      + " @@max_error_count, database() IS NOT NULL)",
                  FloorRole.PLAIN))
          .containsExactly(
              "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION +00:00 utf8mb4"
                  + " 0 1");
    } finally {
      database.execute("SET GLOBAL sql_mode=DEFAULT", "SET GLOBAL time_zone='SYSTEM'");
    }
  }

  @Test
  void aSessionWhoseStateWasChangedIsNotUsedAgain() throws Exception {
    try (JdbcStatementExecutor fresh = open(JdbcSettings.of(List.of(database.name()), "test"))) {
      fresh.execute("SET sql_mode='ANSI_QUOTES'", FloorRole.PLAIN, Mode.READ).close();
      SqlFailure failure =
          catchThrowableOfType(
                  SqlFailureException.class,
                  () -> fresh.execute("SELECT \"id\" FROM notes", FloorRole.PLAIN, Mode.READ))
              .failure();
      assertThat(failure.message()).contains("session's state");
      assertThat(texts(fresh, "SELECT \"id\"", FloorRole.PLAIN)).containsExactly("id");
    }
  }

  @Test
  void warningsAreNotKept() throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      MariaDbSession.pin(connection, "root", JdbcSettings.of(List.of(), "test"));
      statement.execute("SELECT cast(email AS signed) FROM customers");
      try (ResultSet warnings = statement.executeQuery("SHOW WARNINGS")) {
        assertThat(warnings.next()).isFalse();
      }
    }
  }

  @Test
  void aStatementThatTakesTooLongIsStopped() {
    try (JdbcStatementExecutor fresh =
        open(
            JdbcSettings.of(List.of(database.name()), "test")
                .withStatementTimeout(Duration.ofMillis(300)))) {
      SqlFailure failure =
          catchThrowableOfType(
                  SqlFailureException.class,
                  () ->
                      fresh.execute(
                          "SELECT count(*) FROM big a, big b", FloorRole.PLAIN, Mode.READ))
              .failure();
      assertThat(failure.sqlState()).isEqualTo("57014");
      assertThat(failure.message()).contains("took too long");
    }
  }

  @Test
  void aRunningStatementIsCancelled() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<SqlFailure> failure =
        CompletableFuture.supplyAsync(
            () -> {
              started.countDown();
              return failure("SELECT count(*) FROM big a, big b", FloorRole.PLAIN, Mode.READ);
            });
    started.await();
    while (!failure.isDone()) {
      executor.cancel();
      Thread.onSpinWait();
    }

    assertThat(failure.get().sqlState()).isEqualTo("57014");
    assertThat(failure.get().message()).isEqualTo("The statement was cancelled.");
  }

  @Test
  void anAccountThatIsGoneIsSaidSo() throws Exception {
    database.execute("CREATE USER gone_" + SUFFIX + "@localhost IDENTIFIED BY '" + PASSWORD + "'");
    database.execute("ALTER USER gone_" + SUFFIX + "@localhost ACCOUNT LOCK");
    try (JdbcStatementExecutor locked =
        JdbcStatementExecutor.open(
            database.jdbcUrl(), "gone_" + SUFFIX, PASSWORD, SENSITIVE, PASSWORD, IMPATIENT)) {
      SqlFailure failure =
          catchThrowableOfType(
                  SqlFailureException.class,
                  () -> locked.execute("SELECT 1", FloorRole.PLAIN, Mode.READ))
              .failure();
      assertThat(failure.sqlState()).isEqualTo("28000");
      assertThat(failure.message()).contains("grant may have ended").doesNotContain(PASSWORD);
    }
  }

  @Test
  void optionsOfTheUrlThatWouldUndoTheRulesAreRefused() {
    for (String option : List.of("allowMultiQueries=true", "sessionVariables=sql_mode=''")) {
      SqlFailure failure =
          catchThrowableOfType(
                  SqlFailureException.class,
                  () -> {
                    try (JdbcStatementExecutor other =
                        JdbcStatementExecutor.open(
                            database.jdbcUrl() + "&" + option,
                            PLAIN,
                            PASSWORD,
                            SENSITIVE,
                            PASSWORD,
                            IMPATIENT)) {
                      other.execute("SELECT 1", FloorRole.PLAIN, Mode.READ).close();
                    }
                  })
              .failure();
      assertThat(failure.connectionLost()).isTrue();
    }
  }

  private static List<String> texts(String sql, FloorRole role) throws SqlFailureException {
    return texts(executor, sql, role);
  }

  private static List<String> texts(JdbcStatementExecutor on, String sql, FloorRole role)
      throws SqlFailureException {
    List<String> texts = new ArrayList<>();
    try (ResultStream stream = on.execute(sql, role, Mode.READ)) {
      for (var batch = stream.next(100); batch.isPresent(); batch = stream.next(100)) {
        for (int row = 0; row < batch.get().size(); row++) {
          texts.add(String.valueOf(batch.get().columns().getFirst().text(row)));
        }
      }
    }
    return texts;
  }

  private static SqlFailure failure(String sql, FloorRole role, Mode mode) {
    return catchThrowableOfType(
            SqlFailureException.class,
            () -> {
              try (ResultStream stream = executor.execute(sql, role, mode)) {
                stream.next(10);
              }
            })
        .failure();
  }
}

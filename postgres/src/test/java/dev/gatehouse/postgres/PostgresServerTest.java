package dev.gatehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path directory;

  @Test
  void dataSurvivesAStopAndTheNextStartHasThePasswordOfTheFirst() throws Exception {
    PostgresConfig config = PostgresConfig.in(directory).withThrowAwayData();
    String password;
    try (PostgresServer first = PostgresServer.start(config)) {
      password = first.password();
      assertThat(first.createDatabase("notes")).isTrue();
      run(first, "notes", "CREATE TABLE note (text text)", "INSERT INTO note VALUES ('kept')");
    }
    try (PostgresServer second = PostgresServer.start(config)) {
      assertThat(second.password()).isEqualTo(password);
      assertThat(second.createDatabase("notes")).isFalse();
      assertThat(ask(second, "notes", "SELECT text FROM note")).isEqualTo("kept");
      assertThat(ask(second, "notes", "SHOW fsync")).isEqualTo("off");
    }
    try (PostgresServer durable = PostgresServer.start(PostgresConfig.in(directory))) {
      assertThat(ask(durable, "notes", "SHOW fsync")).isEqualTo("on");
    }
  }

  @Test
  void everybodyNeedsAPasswordAndOnlyLoopbackListens() throws Exception {
    try (PostgresServer server =
        PostgresServer.start(PostgresConfig.in(directory).withThrowAwayData())) {
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      server.jdbcUrl("postgres"), server.superuser(), "guess"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
      assertThat(ask(server, "postgres", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(server, "postgres", "SHOW unix_socket_directories")).isEmpty();
      assertThat(
              ask(
                  server,
                  "postgres",
                  "SELECT string_agg(type || ' ' || auth_method, ',') FROM pg_hba_file_rules"))
          .isEqualTo("host scram-sha-256");
      assertThat(ask(server, "postgres", "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(ask(server, "postgres", "SELECT lower('ÄÉŁ')")).isEqualTo("äéł");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("superuser.password"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDatabaseIsClosedToThoseWhoWereNotLetIn() throws Exception {
    try (PostgresServer server =
        PostgresServer.start(PostgresConfig.in(directory).withThrowAwayData())) {
      server.createDatabase("notes");
      String password = Cluster.newPassword();
      run(server, "postgres", "CREATE ROLE stranger LOGIN PASSWORD '" + password + "'");
      for (String database : new String[] {"notes", "postgres", "template1"}) {
        assertThatThrownBy(
                () -> DriverManager.getConnection(server.jdbcUrl(database), "stranger", password))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  @Test
  void theServersLogHoldsNoStatementAndNoValue() throws Exception {
    try (PostgresServer server =
        PostgresServer.start(PostgresConfig.in(directory).withThrowAwayData())) {
      run(server, "postgres", "CREATE TABLE person (mail text UNIQUE)");
      run(server, "postgres", "INSERT INTO person VALUES ('ada@example.org')");
      assertThatThrownBy(
              () -> run(server, "postgres", "INSERT INTO person VALUES ('ada@example.org')"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(Files.readString(directory.resolve("server.log")))
        .contains("duplicate key")
        .doesNotContain("ada@example.org")
        .doesNotContain("INSERT");
  }

  @Test
  void aSecondStartOnTheSameDirectoryIsRefusedInOneSentence() throws Exception {
    PostgresConfig config = PostgresConfig.in(directory).withThrowAwayData();
    try (PostgresServer first = PostgresServer.start(config)) {
      assertThatThrownBy(() -> PostgresServer.start(config))
          .isInstanceOf(PostgresException.class)
          .hasMessage(
              "Another Gatehouse uses the PostgreSQL in %s; close it, or name another directory.",
              directory);
      assertThat(ask(first, "postgres", "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      PostgresConfig config =
          PostgresConfig.in(directory).withThrowAwayData().withPort(taken.getLocalPort());
      assertThatThrownBy(() -> PostgresServer.start(config))
          .isInstanceOf(PostgresException.class)
          .hasMessage(
              "Port %d on 127.0.0.1 is in use; choose another, or stop the program that uses it.",
              taken.getLocalPort());
    }
  }

  @Test
  void aDirectoryWithoutItsPasswordIsRefusedNotReset() throws Exception {
    PostgresConfig config = PostgresConfig.in(directory).withThrowAwayData();
    PostgresServer.start(config).close();
    Files.delete(directory.resolve("superuser.password"));
    assertThatThrownBy(() -> PostgresServer.start(config))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("superuser.password is missing");
    assertThat(directory.resolve("data").resolve("PG_VERSION")).exists();
  }

  @Test
  void dataOfAnotherMajorVersionIsRefused() throws Exception {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data").resolve("PG_VERSION"), "9\n");
    assertThatThrownBy(() -> PostgresServer.start(PostgresConfig.in(directory)))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("holds no data of PostgreSQL");
  }

  static void run(PostgresServer server, String database, String... statements)
      throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static String ask(PostgresServer server, String database, String query) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}

package dev.gatehouse.core.execution.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The session state that the gate and the analysis assume on MariaDB and MySQL. It is set after
 * connecting and looked at before every statement: {@code SET} is refused by the analysis, and what
 * should have come past it is found here.
 */
final class MariaDbSession {
  /** No ANSI_QUOTES, PIPES_AS_CONCAT, NO_BACKSLASH_ESCAPES; what does not fit is an error. */
  private static final String SQL_MODE =
      "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

  private static final long LONGEST_GROUP_CONCAT = 1L << 20;

  /** Warnings quote values, so the server keeps none; the rest is what names and rows depend on. */
  private static final List<String> EVERYWHERE =
      List.of(
          "sql_mode='" + SQL_MODE + "'",
          "autocommit=1",
          "time_zone='+00:00'",
          "max_error_count=0",
          "sql_notes=0",
          "sql_auto_is_null=0",
          "sql_select_limit=18446744073709551615",
          "sql_safe_updates=0",
          "foreign_key_checks=1",
          "unique_checks=1",
          "group_concat_max_len=" + LONGEST_GROUP_CONCAT,
          "div_precision_increment=4",
          "default_week_format=0",
          "lc_time_names='en_US'",
          "optimizer_trace='enabled=off'");

  private static final List<String> MARIADB =
      List.of(
          "old_mode='UTF8_IS_UTF8MB3'",
          "check_constraint_checks=1",
          "system_versioning_asof=DEFAULT");

  private static final String CHECK =
      "SELECT @@sql_mode = '"
          + SQL_MODE
          + "' AND @@autocommit = 1 AND @@character_set_client = 'utf8mb4'"
          + " AND @@character_set_connection = 'utf8mb4' AND @@character_set_results = 'utf8mb4'"
          + " AND @@time_zone = '+00:00' AND @@max_error_count = 0 AND @@sql_auto_is_null = 0"
          + " AND @@sql_select_limit = 18446744073709551615";

  private MariaDbSession() {}

  /**
   * Sets the state of a new connection and checks it, and that the server took it for whom it
   * presents itself: a server with anonymous accounts may take it for another.
   */
  static void pin(Connection connection, String user, JdbcSettings settings) throws SQLException {
    List<String> variables = new ArrayList<>(EVERYWHERE);
    variables.addAll(limits(settings));
    boolean mariaDb = isMariaDb(connection);
    if (mariaDb) {
      variables.addAll(MARIADB);
      variables.addAll(mariaDbLimits(settings));
    } else {
      variables.add("max_execution_time=" + settings.statementTimeout().toMillis());
    }
    execute(connection, "SET NAMES utf8mb4");
    execute(connection, "SET SESSION " + String.join(", ", variables));
    if (!settings.searchPath().isEmpty()) {
      connection.setCatalog(settings.searchPath().getFirst());
    }
    check(connection);
    checkAccount(connection, user);
  }

  private static List<String> limits(JdbcSettings settings) {
    return List.of(
        "lock_wait_timeout=" + seconds(settings.lockTimeout()),
        "innodb_lock_wait_timeout=" + seconds(settings.lockTimeout()),
        // A slow reader of a long result is not a lost one.
        "net_write_timeout=" + seconds(settings.idleInTransaction()),
        "wait_timeout=" + seconds(settings.idleInTransaction()));
  }

  private static List<String> mariaDbLimits(JdbcSettings settings) {
    return List.of(
        "max_statement_time=" + settings.statementTimeout().toMillis() / 1000.0,
        "idle_transaction_timeout=" + seconds(settings.idleInTransaction()));
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.toSeconds());
  }

  static boolean isMariaDb(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("MariaDB");
  }

  /** Whether the state is still what it was pinned to. */
  static void check(Connection connection) throws SQLException {
    if (!first(connection, CHECK).equals("1")) {
      throw new SQLException(
          "The session's state is not what the analysis assumes; open the session again.", "0L000");
    }
  }

  private static void checkAccount(Connection connection, String user) throws SQLException {
    String account = first(connection, "SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', 1)");
    if (!account.equals(user)) {
      throw new SQLException(
          "The server took the connection for another account; it must have no anonymous account.",
          "28000");
    }
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(sql)) {
        String value = rows.next() ? rows.getString(1) : null;
        return value == null ? "" : value;
      }
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}

package dev.gatehouse.core.execution.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Limits and pinned state of a session's connections.
 *
 * @param searchPath schemas, in order
 * @param applicationName as the server's activity view shows it
 * @param fetchSize rows fetched at a time
 * @param maxReturnedRows most rows that a write's RETURNING brings back
 * @param connectTimeout how long to wait for a connection
 * @param statementTimeout how long one statement may take
 * @param lockTimeout how long it may wait for a lock
 * @param idleInTransaction how long a result may stay open without being read
 */
public record JdbcSettings(
    List<String> searchPath,
    String applicationName,
    int fetchSize,
    int maxReturnedRows,
    Duration connectTimeout,
    Duration statementTimeout,
    Duration lockTimeout,
    Duration idleInTransaction) {
  public JdbcSettings {
    searchPath = List.copyOf(searchPath);
    Objects.requireNonNull(applicationName);
    Objects.requireNonNull(connectTimeout);
    Objects.requireNonNull(statementTimeout);
    Objects.requireNonNull(lockTimeout);
    Objects.requireNonNull(idleInTransaction);
  }

  /** The usual limits. */
  public static JdbcSettings of(List<String> searchPath, String applicationName) {
    return new JdbcSettings(
        searchPath,
        applicationName,
        2_000,
        100_000,
        Duration.ofSeconds(5),
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(15));
  }

  /** The same with another limit of one statement. */
  public JdbcSettings withStatementTimeout(Duration timeout) {
    return new JdbcSettings(
        searchPath,
        applicationName,
        fetchSize,
        maxReturnedRows,
        connectTimeout,
        timeout,
        lockTimeout,
        idleInTransaction);
  }

  /** The same with another patience for connecting. */
  public JdbcSettings withConnectTimeout(Duration timeout) {
    return new JdbcSettings(
        searchPath,
        applicationName,
        fetchSize,
        maxReturnedRows,
        timeout,
        statementTimeout,
        lockTimeout,
        idleInTransaction);
  }

  /**
   * The session state, as one statement for a new connection. Notices are not sent at all, since
   * they could carry values; the search path is what the analysis resolved names by.
   */
  String pinning() {
    return "SELECT "
        + set(
            "search_path", String.join(", ", searchPath.stream().map(JdbcSettings::name).toList()))
        + ", "
        + set("standard_conforming_strings", "on")
        + ", "
        + set("client_min_messages", "error")
        + ", "
        + set("statement_timeout", String.valueOf(statementTimeout.toMillis()))
        + ", "
        + set("lock_timeout", String.valueOf(lockTimeout.toMillis()))
        + ", "
        + set("idle_in_transaction_session_timeout", String.valueOf(idleInTransaction.toMillis()))
        + ", "
        + set("TimeZone", "UTC")
        + ", "
        + set("DateStyle", "ISO")
        + ", "
        + set("bytea_output", "hex");
  }

  private static String set(String name, String value) {
    return "pg_catalog.set_config('" + name + "', '" + value.replace("'", "''") + "', false)";
  }

  private static String name(String schema) {
    return "\"" + schema.replace("\"", "\"\"") + "\"";
  }
}

package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.execution.ResultStream;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.execution.StatementExecutor;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements over JDBC on PostgreSQL, MariaDB and MySQL, each in a transaction of its own,
 * under one of the two roles of a grant. Text is sent as it is: no escape processing, no
 * parameters, and in a form that the server takes for one statement only.
 */
public final class JdbcStatementExecutor implements StatementExecutor {
  private final RolePool plain;
  private final RolePool sensitive;
  private final @Nullable RolePool owner;
  private final JdbcSettings settings;
  private final Set<Lease> running = ConcurrentHashMap.newKeySet();

  private JdbcStatementExecutor(
      RolePool plain, RolePool sensitive, @Nullable RolePool owner, JdbcSettings settings) {
    this.plain = plain;
    this.sensitive = sensitive;
    this.owner = owner;
    this.settings = settings;
  }

  /**
   * Prepares one small pool per role; the first statement connects.
   *
   * @param searchPath the schemas of {@code CatalogSnapshot.searchPath}, to which every connection
   *     is pinned
   * @param applicationName as the server's activity view shows it
   */
  public static JdbcStatementExecutor open(
      String jdbcUrl,
      String plainUser,
      String plainPassword,
      String sensitiveUser,
      String sensitivePassword,
      List<String> searchPath,
      String applicationName) {
    return open(
        jdbcUrl,
        plainUser,
        plainPassword,
        sensitiveUser,
        sensitivePassword,
        JdbcSettings.of(searchPath, applicationName));
  }

  /** The same with other limits. */
  public static JdbcStatementExecutor open(
      String jdbcUrl,
      String plainUser,
      String plainPassword,
      String sensitiveUser,
      String sensitivePassword,
      JdbcSettings settings) {
    return new JdbcStatementExecutor(
        new RolePool(jdbcUrl, plainUser, plainPassword, settings),
        new RolePool(jdbcUrl, sensitiveUser, sensitivePassword, settings),
        null,
        settings);
  }

  /**
   * The same with a role that may change the schema, for a session that a service runs: an owner
   * reads everything, so its password belongs on no person's machine. The executor it is asked of
   * must not be used any more.
   */
  public JdbcStatementExecutor withOwner(String jdbcUrl, String user, String password) {
    return new JdbcStatementExecutor(
        plain, sensitive, new RolePool(jdbcUrl, user, password, settings), settings);
  }

  @Override
  public boolean carries(FloorRole role) {
    return role != FloorRole.OWNER || owner != null;
  }

  @Override
  public ResultStream execute(String text, FloorRole role, Mode mode) throws SqlFailureException {
    RolePool pool = pool(role);
    Lease lease;
    try {
      lease = pool.borrow(mode == Mode.READ);
    } catch (SQLException e) {
      throw new SqlFailureException(pool.engine().connecting(e));
    }
    try {
      return start(lease, text, mode);
    } catch (SQLException e) {
      lease.giveBack(true);
      throw new SqlFailureException(lease.engine().failure(e, text));
    } catch (RuntimeException e) {
      lease.giveBack(true);
      throw e;
    }
  }

  private ResultStream start(Lease lease, String text, Mode mode) throws SQLException {
    Statement statement = lease.statement();
    switch (mode) {
      case READ -> statement.setFetchSize(settings.fetchSize());
      // Rows of RETURNING are held in memory, so that the transaction can end before they are read.
      case WRITE -> statement.setMaxRows(settings.maxReturnedRows());
    }
    running.add(lease);
    try {
      boolean rows = statement.execute(text);
      return new JdbcResultStream(lease, statement, rows, mode, text, running);
    } finally {
      running.remove(lease);
    }
  }

  private RolePool pool(FloorRole role) throws SqlFailureException {
    return switch (role) {
      case PLAIN -> plain;
      case SENSITIVE -> sensitive;
      case OWNER -> {
        if (owner == null) {
          throw new SqlFailureException(
              new SqlFailure(
                  "42501",
                  "This session has no role that may change the schema.",
                  OptionalInt.empty(),
                  false));
        }
        yield owner;
      }
    };
  }

  @Override
  public void cancel() {
    running.forEach(Lease::cancel);
  }

  @Override
  public void close() {
    cancel();
    plain.close();
    sensitive.close();
    if (owner != null) {
      owner.close();
    }
  }
}

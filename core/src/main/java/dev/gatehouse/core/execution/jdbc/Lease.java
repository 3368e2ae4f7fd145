package dev.gatehouse.core.execution.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection on loan from a pool, with the one statement that runs in it. */
final class Lease {
  private static final Logger log = LoggerFactory.getLogger(Lease.class);

  private final Connection connection;
  private final HikariDataSource pool;
  private final Engine engine;
  private volatile @Nullable Statement statement;
  private volatile boolean cancelled;

  Lease(Connection connection, HikariDataSource pool, Engine engine) {
    this.connection = connection;
    this.pool = pool;
    this.engine = engine;
  }

  Connection connection() {
    return connection;
  }

  Engine engine() {
    return engine;
  }

  Statement statement() throws SQLException {
    Statement made = connection.createStatement();
    made.setEscapeProcessing(false);
    statement = made;
    return made;
  }

  /** Asks the server to stop; over a connection of the driver's own, so from any thread. */
  void cancel() {
    Statement running = statement;
    if (running == null) {
      return;
    }
    cancelled = true;
    try {
      running.cancel();
    } catch (SQLException e) {
      log.debug("A statement could not be cancelled (SQLSTATE {}).", e.getSQLState());
    }
  }

  /**
   * Undoes what was not committed and gives the connection back. A cancel may reach the server
   * late, where it would meet the next statement: such a connection is closed for good.
   */
  void giveBack(boolean unreadRows) {
    boolean reusable = engine.reusableWithUnreadRows() || !(unreadRows || cancelled);
    if (!reusable) {
      pool.evictConnection(connection);
      return;
    }
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      log.debug("A connection could not be given back (SQLSTATE {}).", e.getSQLState());
    }
  }
}

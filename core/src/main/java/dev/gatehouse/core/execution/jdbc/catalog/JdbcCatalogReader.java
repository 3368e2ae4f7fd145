package dev.gatehouse.core.execution.jdbc.catalog;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Reads a database's schema in a handful of bulk queries, in one read-only repeatable-read
 * transaction, so that the snapshot is of one moment.
 */
public final class JdbcCatalogReader {
  private JdbcCatalogReader() {}

  /**
   * Reads the schema of a PostgreSQL database.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://host/database}
   * @param user who reads; sees definitions as this user may
   * @param password never logged
   * @throws SQLException where the server cannot be reached or refuses
   * @throws IllegalArgumentException where the URL is not PostgreSQL's
   */
  public static CatalogSnapshot read(String jdbcUrl, String user, String password)
      throws SQLException {
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "Only PostgreSQL's schema can be read so far; use a jdbc:postgresql: URL.");
    }
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      return read(connection);
    }
  }

  /**
   * Reads the schema over a connection; rolls its transaction back and leaves it open.
   *
   * @throws SQLException where the server refuses
   */
  public static CatalogSnapshot read(Connection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      return new PostgresCatalog(connection).read();
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }
}

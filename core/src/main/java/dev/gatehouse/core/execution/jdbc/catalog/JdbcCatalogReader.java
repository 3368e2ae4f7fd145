package dev.gatehouse.core.execution.jdbc.catalog;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.execution.jdbc.JdbcUrls;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Reads a database's schema in a handful of bulk queries. On PostgreSQL they run in one read-only
 * repeatable-read transaction, so that the snapshot is of one moment; the catalogs of MariaDB and
 * MySQL know no such thing.
 */
public final class JdbcCatalogReader {
  private JdbcCatalogReader() {}

  /**
   * Reads the schema of a PostgreSQL, MariaDB or MySQL database.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://host/database}
   * @param user who reads; sees definitions as this user may, which on MariaDB and MySQL is only
   *     what it has privileges for
   * @param password never logged
   * @throws SQLException where the server cannot be reached or refuses
   * @throws IllegalArgumentException with one sentence where the URL cannot be used
   */
  public static CatalogSnapshot read(String jdbcUrl, String user, String password)
      throws SQLException {
    try (Connection connection = JdbcUrls.connect(jdbcUrl, user, password, Map.of())) {
      return read(connection);
    }
  }

  /**
   * Reads the schema over a connection; rolls its transaction back and leaves it open.
   *
   * @throws SQLException where the server refuses
   * @throws IllegalArgumentException with one sentence where it is no server that can be read
   */
  public static CatalogSnapshot read(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" -> postgres(connection);
      case "MariaDB", "MySQL" -> new MariaDbCatalog(connection).read();
      default ->
          throw new IllegalArgumentException(
              "The schema of " + product + " cannot be read; use PostgreSQL, MariaDB or MySQL.");
    };
  }

  private static CatalogSnapshot postgres(Connection connection) throws SQLException {
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

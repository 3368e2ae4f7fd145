package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads a data source's schema with the minting account. Thread-safe. */
public final class SourceCatalogs {
  /**
   * The schema of now.
   *
   * @throws MintingException where the source does not tell
   */
  public CatalogSnapshot read(SourceConfig source) throws MintingException {
    try (Connection connection = SourceConnections.open(source)) {
      return JdbcCatalogReader.read(connection);
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "describe its schema", e);
    }
  }
}

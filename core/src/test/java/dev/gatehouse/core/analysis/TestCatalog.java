package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** A real database with the schema of the attacks, and what the reader says of it. */
final class TestCatalog {
  private static final EphemeralPostgres.Database DATABASE = create();
  private static final CatalogSnapshot SNAPSHOT = read(DATABASE);

  private TestCatalog() {}

  static EphemeralPostgres.Database database() {
    return DATABASE;
  }

  static CatalogSnapshot snapshot() {
    return SNAPSHOT;
  }

  static String resource(String name) {
    try (InputStream stream = TestCatalog.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static EphemeralPostgres.Database create() {
    try {
      EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
      database.execute(resource("schema.sql"));
      return database;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static CatalogSnapshot read(EphemeralPostgres.Database database) {
    try (Connection connection = database.connect()) {
      return JdbcCatalogReader.read(connection);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.StoredCatalogs;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;

/** The schema of the cases: as a real database for those who need one, and as it was stored. */
final class TestCatalog {
  /** Made when it is asked for: most tests need no server. */
  private static final class Real {
    private static final EphemeralPostgres.Database DATABASE = create();
  }

  private TestCatalog() {}

  static EphemeralPostgres.Database database() {
    return Real.DATABASE;
  }

  static CatalogSnapshot snapshot() {
    return StoredCatalogs.of("cases");
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
}

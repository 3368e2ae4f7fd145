package dev.gatehouse.core.execution.jdbc.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A schema of ten thousand tables is read in seconds. Left out of the default run: it makes them.
 */
@Tag("large")
class LargeCatalogTest {
  private static final int TABLES = 10_000;

  /** Many times what it takes on an idle machine; a query a table would take far longer. */
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(30);

  @Test
  void tenThousandTablesAreReadInSeconds() throws Exception {
    EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
    for (int batch = 0; batch < TABLES; batch += 500) {
      database.execute(
          "do $$ begin for n in "
              + (batch + 1)
              + ".."
              + (batch + 500)
              + " loop execute format('create table t%s (id int primary key, a text, b numeric,"
              + " c date, d timestamptz, e jsonb, f int, g text, h bool, i text)', n);"
              + " end loop; end $$");
    }
    database.execute("create view newest as select id, a from t10000");
    long start = System.nanoTime();
    CatalogSnapshot catalog;
    try (Connection connection = database.connect()) {
      catalog = JdbcCatalogReader.read(connection);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("Read a catalog of " + TABLES + " tables in " + took.toMillis() + " ms.");
    assertThat(catalog.relation(new RelationName("public", "t10000")).orElseThrow().columns())
        .hasSize(10);
    assertThat(catalog.relations()).hasSizeGreaterThan(TABLES);
    assertThat(took).isLessThan(FAR_TOO_LONG);
  }
}

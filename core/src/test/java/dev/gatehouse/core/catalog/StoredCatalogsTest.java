package dev.gatehouse.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.postgres.EphemeralPostgres;
import dev.gatehouse.testkit.EphemeralMariaDb;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stored catalogs are what a real server says today. */
class StoredCatalogsTest {
  @ParameterizedTest
  @CsvSource({
    "cases, /dev/gatehouse/core/analysis/schema.sql, public",
    "attacks, /attacks/postgresql-lab.sql, 'lab, pg_catalog'",
    "honest, /honest/postgresql-lab.sql, 'sales, pg_catalog'"
  })
  void aStoredCatalogIsWhatTheServerSays(String name, String schema, String path) throws Exception {
    EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
    database.execute(resource(schema));
    CatalogSnapshot catalog;
    try (Connection connection = database.connect()) {
      connection.createStatement().execute("set search_path = " + path);
      catalog = JdbcCatalogReader.read(connection);
    }
    holds(name, catalog);
  }

  @Tag("mariadb")
  @ParameterizedTest
  @CsvSource({"mariadb-attacks, attacks, lab", "mariadb-honest, honest, sales"})
  void aStoredCatalogIsWhatMariaDbSays(String name, String corpus, String schema) throws Exception {
    try (EphemeralMariaDb server = EphemeralMariaDb.start()) { // its catalog spans all databases
      EphemeralMariaDb.Database database = server.database(schema);
      database.execute(resource("/" + corpus + "/mariadb-lab.sql"));
      try (Connection connection = database.connect()) {
        holds(name, JdbcCatalogReader.read(connection));
      }
    }
  }

  private static void holds(String name, CatalogSnapshot catalog) throws Exception {
    String systemName = StoredCatalogs.system(catalog.dialect());
    String said = StoredCatalogs.write(catalog);
    String system = StoredCatalogs.writeSystem(catalog);
    if (Boolean.getBoolean("catalogs.write")) {
      write(name, said);
      write(systemName, system);
      return;
    }
    String how = "the schema changed: run this test with -Dcatalogs.write=true";
    assertThat(StoredCatalogs.text(name)).as(how).isEqualTo(said);
    assertThat(StoredCatalogs.text(systemName)).as(how).isEqualTo(system);
  }

  private static void write(String name, String text) throws Exception {
    Path folder = Files.createDirectories(Path.of("src/test/resources/catalogs"));
    Files.writeString(folder.resolve(name + ".jsonl"), text);
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = StoredCatalogsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package dev.gatehouse.app.catalogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogFilesTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgainAsItWas() throws Exception {
    EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
    database.execute(
        "CREATE SCHEMA s",
        "CREATE TYPE s.mood AS ENUM ('low', 'high')",
        "CREATE TABLE s.a (id int PRIMARY KEY, t text NOT NULL, u text GENERATED ALWAYS AS"
            + " (upper(t)) STORED, \"odd.\"\"name\" s.mood)",
        "CREATE TABLE s.b (a_id int REFERENCES s.a, PRIMARY KEY (a_id))",
        "CREATE TABLE s.c (extra text) INHERITS (s.a)",
        "CREATE VIEW s.v AS SELECT id, t AS label FROM s.a",
        "CREATE FUNCTION s.f(int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "CREATE OPERATOR s.@@@ (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int)");
    CatalogSnapshot read;
    try (Connection connection = database.connect()) {
      read = JdbcCatalogReader.read(connection);
    }
    Path file = folder.resolve("catalog.json");
    CatalogFiles.write(file, read);
    CatalogSnapshot again = CatalogFiles.read(file);
    assertThat(again.relations()).isEqualTo(read.relations());
    assertThat(again.definitions()).isEqualTo(read.definitions());
    assertThat(again.searchPath()).isEqualTo(read.searchPath());
    assertThat(again.dialect()).isEqualTo(read.dialect());
    assertThat(again.serverVersion()).isEqualTo(read.serverVersion());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"relation\": []}|unknown key 'relation'",
        "{\"relations\": [{\"name\": \"a\"}]}|relations[0] has no 'schema'",
        "{\"relations\": [{\"schema\": \"s\", \"name\": \"a\", \"kind\":"
            + " \"heap\"}]}|relations[0].kind is 'heap'",
        "{\"relations\": [{\"schema\": \"s\", \"name\": \"a\", \"columns\": [{\"name\": \"x\","
            + " \"nullable\": \"no\"}]}]}|columns[0].nullable",
        "{\"relations\": [{\"schema\": \"s\", \"name\": \"a\"}, {\"schema\": \"s\", \"name\":"
            + " \"a\"}]}|s.a twice",
        "{\"dialect\": \"oracle\"}|use postgresql, mariadb, mysql",
        "{\"version\": 2}|version 1",
        "[]|not an object",
        "{|no JSON (line 1)"
      })
  void whatCannotBeUsedNamesItsPlace(String json, String part) throws Exception {
    Path file = Files.writeString(folder.resolve("bad.json"), json);
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> CatalogFiles.read(file))
        .withMessageContaining("bad.json")
        .withMessageContaining(part);
  }

  @Test
  void theSchemaNamesTheSameKeys() throws Exception {
    JsonNode schema;
    try (InputStream in = CatalogFiles.class.getResourceAsStream("catalog.schema.json")) {
      schema = JsonMapper.shared().readTree(in);
    }
    assertThat(keys(schema)).isEqualTo(CatalogReader.FILE);
    assertThat(keys(schema.at("/$defs/relation"))).isEqualTo(CatalogReader.RELATION);
    assertThat(keys(schema.at("/$defs/column"))).isEqualTo(CatalogReader.COLUMN);
    assertThat(keys(schema.at("/$defs/foreignKey"))).isEqualTo(CatalogReader.KEY);
    assertThat(keys(schema.at("/$defs/name"))).isEqualTo(CatalogReader.NAME);
    assertThat(keys(schema.at("/$defs/routine"))).isEqualTo(CatalogReader.ROUTINE);
  }

  private static Set<String> keys(JsonNode table) {
    return Set.copyOf(table.path("properties").propertyNames());
  }
}

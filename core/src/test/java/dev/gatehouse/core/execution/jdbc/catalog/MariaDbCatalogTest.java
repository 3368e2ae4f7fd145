package dev.gatehouse.core.execution.jdbc.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.ForeignKey;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.catalog.Routine;
import dev.gatehouse.testkit.EphemeralMariaDb;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mariadb")
class MariaDbCatalogTest {
  private static EphemeralMariaDb.Database database;
  private static CatalogSnapshot catalog;

  @BeforeAll
  static void aDatabaseWithOneOfEach() throws Exception {
    database = EphemeralMariaDb.shared().newDatabase();
    database.execute(
        "CREATE TABLE customers (id int PRIMARY KEY, name varchar(20) NOT NULL, ssn varchar(11),"
            + " tail varchar(4) AS (right(ssn, 4)))",
        "CREATE TABLE orders (day date, number int unsigned, customer int,"
            + " PRIMARY KEY (number, day)) PARTITION BY HASH (number) PARTITIONS 4",
        "CREATE TABLE visits (id int PRIMARY KEY, customer int,"
            + " FOREIGN KEY (customer) REFERENCES customers (id)) WITH SYSTEM VERSIONING",
        "INSERT INTO customers (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c')",
        "ANALYZE TABLE customers",
        "CREATE VIEW people AS SELECT id, name AS called FROM customers",
        "CREATE SQL SECURITY INVOKER VIEW mine AS SELECT id FROM customers",
        "CREATE SEQUENCE numbers",
        "CREATE FUNCTION theirs() RETURNS int DETERMINISTIC RETURN 1",
        "CREATE FUNCTION ours() RETURNS int SQL SECURITY INVOKER RETURN 1");
    try (Connection connection = database.connect()) {
      catalog = JdbcCatalogReader.read(connection);
    }
  }

  private static Relation relation(String name) {
    return catalog.relation(new RelationName(database.name(), name)).orElseThrow();
  }

  @Test
  void theServerIsToldFromItsVersion() {
    assertThat(catalog.dialect()).isEqualTo(Dialect.MARIADB);
    assertThat(catalog.serverVersion()).contains("MariaDB");
    assertThat(catalog.searchPath()).containsExactly(database.name());
    assertThat(catalog.relationNamesIgnoreCase()).isFalse();
  }

  @Test
  void tablesHaveTheirColumnsKeysAndEstimates() {
    Relation customers = relation("customers");
    assertThat(customers.kind()).isEqualTo(RelationKind.TABLE);
    assertThat(customers.columns())
        .extracting(Column::name)
        .containsExactly("id", "name", "ssn", "tail");
    assertThat(customers.columns().get(1).nullable()).isFalse();
    assertThat(customers.columns().get(1).type()).isEqualTo("varchar(20)");
    assertThat(customers.columns().get(3).generatedFrom()).contains("right(`ssn`,4)");
    assertThat(customers.primaryKey()).containsExactly("id");
    assertThat(customers.estimatedRows()).isEqualTo(3);
    assertThat(relation("orders").primaryKey()).containsExactly("number", "day");
    assertThat(relation("visits").foreignKeys())
        .containsExactly(new ForeignKey(List.of("customer"), customers.name(), List.of("id")));
  }

  @Test
  void partitionsAndHistoryAreNoRelationsOfTheirOwn() {
    assertThat(relation("orders").kind()).isEqualTo(RelationKind.TABLE);
    assertThat(relation("visits").columns())
        .extracting(Column::name)
        .containsExactly("id", "customer");
    assertThat(catalog.relation(new RelationName(database.name(), "numbers"))).isEmpty();
  }

  @Test
  void viewsHaveTheirDefinitions() {
    assertThat(relation("people").kind()).isEqualTo(RelationKind.VIEW);
    assertThat(relation("people").viewDefinition())
        .hasValueSatisfying(text -> assertThat(text).contains("`customers`.`name` AS `called`"));
    assertThat(relation("mine").viewDefinition()).isPresent();
    assertThat(relation("customers").viewDefinition()).isEmpty();
  }

  @Test
  void routinesSayWhoseRightsTheyHave() {
    assertThat(
            catalog.definitions().routines().stream()
                .filter(routine -> routine.name().schema().equals(database.name())))
        .containsExactlyInAnyOrder(
            new Routine(
                new RelationName(database.name(), "theirs"),
                Routine.Volatility.IMMUTABLE,
                true,
                false),
            new Routine(
                new RelationName(database.name(), "ours"),
                Routine.Volatility.VOLATILE,
                false,
                false));
  }

  @Test
  void ofTheServersOwnRelationsOnlyThoseWithNamesCanBeNamed() {
    assertThat(catalog.relation(new RelationName("information_schema", "tables")))
        .map(Relation::kind)
        .contains(RelationKind.SYSTEM);
    for (String hidden :
        List.of("PROCESSLIST", "USER_VARIABLES", "PARTITIONS", "OPTIMIZER_TRACE")) {
      assertThat(catalog.relation(new RelationName("information_schema", hidden))).isEmpty();
    }
    assertThat(catalog.relations()).noneMatch(relation -> relation.name().schema().equals("mysql"));
  }

  @Test
  void anAccountSeesOnlyWhatItHasPrivilegesFor() throws Exception {
    String user = "cat_" + UUID.randomUUID().toString().substring(0, 8);
    String secret = UUID.randomUUID().toString();
    database.execute(
        "CREATE USER " + user + "@localhost IDENTIFIED BY '" + secret + "'",
        "GRANT SELECT (id, name) ON customers TO " + user + "@localhost");
    CatalogSnapshot seen = JdbcCatalogReader.read(database.jdbcUrl(), user, secret);

    assertThat(seen.relation(new RelationName(database.name(), "customers")))
        .map(relation -> relation.columns().stream().map(Column::name).toList())
        .isEqualTo(Optional.of(List.of("id", "name")));
    assertThat(seen.relation(new RelationName(database.name(), "orders"))).isEmpty();
  }

  @Test
  void namesAreFoundWhateverTheirCaseWhereTheServerFoldsThem() throws Exception {
    try (EphemeralMariaDb folding = EphemeralMariaDb.start("--lower-case-table-names=1")) {
      EphemeralMariaDb.Database folded = folding.newDatabase();
      folded.execute("CREATE TABLE Customers (id int)");
      try (Connection connection = folded.connect()) {
        CatalogSnapshot snapshot = JdbcCatalogReader.read(connection);
        assertThat(snapshot.relationNamesIgnoreCase()).isTrue();
        assertThat(snapshot.resolve("CUSTOMERS")).isPresent();
      }
    }
  }
}

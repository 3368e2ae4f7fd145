package dev.gatehouse.app.workbench.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.workbench.editor.SqlLexer;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private final CatalogSnapshot catalog =
      new CatalogSnapshot(
          Dialect.POSTGRESQL,
          "18",
          List.of("sales"),
          List.of(relation("sales", "orders"), relation("hr", "people")));

  private static Relation relation(String schema, String name) {
    return new Relation(
        new RelationName(schema, name),
        RelationKind.TABLE,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        1);
  }

  private List<String> scope(String sql) {
    return Scope.of(sql, SqlLexer.tokens(sql), catalog).entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue().name())
        .toList();
  }

  @Test
  void relationsAreKnownByAliasByNameAndBySchema() {
    assertThat(scope("SELECT * FROM orders o JOIN hr.people AS p ON true"))
        .containsExactly("o=sales.orders", "p=hr.people");
    assertThat(scope("UPDATE orders SET x = 1")).containsExactly("orders=sales.orders");
    assertThat(scope("SELECT 1 FROM orders, hr.people WHERE 1 = 1"))
        .containsExactly("orders=sales.orders", "people=hr.people");
  }

  @Test
  void whatTheCatalogDoesNotHoldIsLeftOut() {
    assertThat(scope("SELECT * FROM nothing n")).isEmpty();
  }

  @Test
  void namesThatWouldReadBackDifferentlyAreQuoted() {
    assertThat(Identifiers.quoted("orders")).isEqualTo("orders");
    assertThat(Identifiers.quoted("Order")).isEqualTo("\"Order\"");
    assertThat(Identifiers.quoted("order")).isEqualTo("\"order\"");
    assertThat(Identifiers.quoted("a\"b")).isEqualTo("\"a\"\"b\"");
  }
}

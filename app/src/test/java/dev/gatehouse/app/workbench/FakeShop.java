package dev.gatehouse.app.workbench;

import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small shop: its catalog, its sources, its grants. */
final class FakeShop {
  static final Instant NOW = Instant.parse("2026-11-20T09:41:00Z");
  static final SourceView PRODUCTION =
      new SourceView("shop-prod", "Shop", "prod", "postgresql", "shop");
  static final SourceView STAGING =
      new SourceView("shop-staging", "Shop (staging)", "staging", "postgresql", "shop");

  private FakeShop() {}

  static CatalogSnapshot catalog() {
    return new CatalogSnapshot(
        Dialect.POSTGRESQL,
        "18.1",
        List.of("sales"),
        List.of(
            table(
                "sales",
                "customers",
                48_211,
                "id bigint",
                "name text",
                "email text",
                "phone text",
                "city text",
                "credit_limit numeric(10,2)",
                "created_at timestamptz"),
            table(
                "sales",
                "orders",
                182_440,
                "id bigint",
                "customer_id bigint",
                "status text",
                "total numeric(10,2)",
                "note text",
                "placed_at timestamptz"),
            table(
                "sales",
                "order_lines",
                512_008,
                "order_id bigint",
                "line integer",
                "sku text",
                "quantity integer",
                "price numeric(10,2)"),
            table("sales", "products", 1_204, "sku text", "title text", "attributes jsonb"),
            view("sales", "monthly_revenue", "month date", "revenue numeric"),
            table("hr", "employees", 310, "id bigint", "name text", "salary numeric(10,2)"),
            table("support", "tickets", 9_120, "id bigint", "subject text", "body text")));
  }

  private static Relation table(String schema, String name, long rows, String... columns) {
    return relation(schema, name, RelationKind.TABLE, rows, columns);
  }

  private static Relation view(String schema, String name, String... columns) {
    return relation(schema, name, RelationKind.VIEW, -1, columns);
  }

  private static Relation relation(
      String schema, String name, RelationKind kind, long rows, String... columns) {
    List<Column> made = new ArrayList<>();
    for (String column : columns) {
      int space = column.indexOf(' ');
      made.add(
          new Column(
              column.substring(0, space),
              made.size() + 1,
              column.substring(space + 1),
              true,
              Optional.empty()));
    }
    return new Relation(
        new RelationName(schema, name),
        kind,
        made,
        kind == RelationKind.TABLE ? List.of(made.getFirst().name()) : List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        rows);
  }

  static GrantView grant(String id, SourceView source, String state, String requester) {
    boolean open = state.equals("active") || state.equals("approved");
    return new GrantView(
        id,
        state,
        requester,
        source.name(),
        List.of("sales.*"),
        List.of("read"),
        List.of(),
        "none",
        "Why refunds rose in October",
        "OPS-1182",
        60,
        NOW.minusSeconds(240),
        open ? NOW.minusSeconds(180) : null,
        open ? NOW.plus(Duration.ofMinutes(57)) : null,
        List.of(),
        List.of("prod-read-short"),
        switch (state) {
          case "requested" -> "Production access beyond reading is decided by a reviewer.";
          case "denied" -> "Please use staging for this.";
          default ->
              "Reading masked sales data for up to an hour is approved by rule."
                  + " (Rule prod-read-short.)";
        });
  }
}

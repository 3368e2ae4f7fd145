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
import org.jspecify.annotations.Nullable;

/** A small shop: its catalog, its sources, its grants. */
final class FakeShop {
  static final Instant NOW = Instant.parse("2026-11-20T09:41:00Z");
  static final SourceView PRODUCTION =
      new SourceView("shop-prod", "Shop", "prod", "postgresql", "shop");
  static final SourceView STAGING =
      new SourceView("shop-staging", "Shop (staging)", "staging", "postgresql", "shop");

  /** The policy that holds, as people read it in the Access perspective. */
  static final String POLICY =
      """
      version: 1
      tags:
        - { columns: ["sales.customers.email", "hr.employees.email"], tag: pii.email }
        - { columns: "sales.customers.phone", tag: pii.phone }
        - { columns: "hr.employees.salary", tag: hr.salary }
      masks:
        - { tag: pii.email, mask: email }
        - { tag: pii.phone, mask: show_last_4 }
        - { tag: hr.salary, mask: "null" }
      rules:
        - id: analysts-read-sales
          effect: allow
          who: { groups: [analysts] }
          what: { relations: ["sales.*", "support.*"], actions: [read] }
          limits: { rows: 10000, export: csv }
          reason: Analysts may read sales and support data.
        - id: confirm-destructive
          effect: confirm
          what: { destructive: true }
          reason: What is deleted or overwritten is gone; look at how many rows it would touch.
        - id: salaries-are-never-read
          effect: deny
          who: { groups: [analysts, dbas] }
          what: { tags: [hr.salary] }
          reason: Salaries are never read.
        - id: dbas-write
          effect: allow
          who: { groups: [dbas] }
          what: { relations: ["sales.*"], actions: [insert, update, delete] }
          reason: DBAs may change rows of sales.
      grants:
        - id: prod-read-short
          effect: approve
          who: { groups: [analysts] }
          what: { environment: prod, relations: ["sales.*", "support.*"], actions: [read] }
          max_minutes: 60
          reason: Reading masked sales data for up to an hour is approved by rule.
        - id: the-rest-waits
          effect: review
          who: { groups: [analysts, dbas] }
          what: { relations: ["*.*"], actions: [read, insert, update, delete] }
          max_minutes: 480
          reason: More than an hour, or writing, waits for a reviewer.
        - id: emergencies
          effect: break_glass
          who: { groups: [dbas] }
          what: { environment: prod, relations: ["*.*"], actions: [read, update] }
          max_minutes: 30
          reason: In an emergency a DBA goes ahead, and a reviewer looks at it afterwards.
      """;

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

  /** As {@link #grant}, of an emergency in production. */
  static GrantView emergency(String id, String requester) {
    return full(
        grant(id, PRODUCTION, "ended", requester), "Payments are stuck since 09:00", true, null);
  }

  /** As {@link #grant}, that goes on after another one. */
  static GrantView extension(String id, String of, String requester) {
    return full(
        grant(id, PRODUCTION, "requested", requester), "The count is not finished", false, of);
  }

  private static GrantView full(
      GrantView grant, String purpose, boolean emergency, @Nullable String of) {
    return new GrantView(
        grant.id(),
        grant.state(),
        grant.requester(),
        grant.source(),
        grant.relations(),
        List.of("read", "update"),
        grant.unmask(),
        grant.export(),
        purpose,
        grant.ticket(),
        30,
        grant.requestedAt(),
        grant.start(),
        grant.end(),
        grant.approvers(),
        grant.ruleIds(),
        grant.reason(),
        "prod",
        0,
        null,
        emergency,
        of,
        emergency ? 0 : 1,
        emergency ? List.of() : List.of("One reviewer must approve (rule the-rest-waits)."),
        null);
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

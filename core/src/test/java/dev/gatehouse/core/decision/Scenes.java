package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.Lineage;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A small shop, its people and its statements, for the tests of decisions. */
final class Scenes {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final Principal ANN =
      Principal.person("https://idp", "ann", "ann@example.org", Set.of("analysts"));
  static final DataSourceId PRODUCTION =
      new DataSourceId("shop-production", Environment.PRODUCTION, Dialect.POSTGRESQL, "shop");
  static final DataSourceId STAGING =
      new DataSourceId("shop-staging", Environment.STAGING, Dialect.POSTGRESQL, "shop");

  static final ColumnRef ID = ColumnRef.of("shop", "customers", "id");
  static final ColumnRef EMAIL = ColumnRef.of("shop", "customers", "email");
  static final ColumnRef PHONE = ColumnRef.of("shop", "customers", "phone");
  static final ColumnRef CARD = ColumnRef.of("shop", "cards", "number");
  static final ColumnRef TOTAL = ColumnRef.of("shop", "orders", "total");

  static final String POLICY =
      """
      version: 1
      tags:
        - { columns: "*.customers.email", tag: pii.email, linkable: true }
        - { columns: "*.customers.phone", tag: pii.phone }
        - { columns: "*.cards.number", tag: pci.card, presence: closed }
      masks:
        - { tag: pii.email, mask: email }
        - { tag: pii.phone, mask: show_last_4 }
        - { tag: pci.card, mask: redact }
      rules:
        - id: read-shop
          effect: allow
          who: { groups: [analysts] }
          what: { relations: ["shop.*"], actions: [read] }
          limits: { rows: 1000, export: csv }
          reason: Analysts may read the shop.
        - id: write-orders
          effect: allow
          who: { groups: [analysts] }
          what: { relations: ["shop.orders", "shop.customers"], actions: [insert, update, delete] }
          reason: Analysts may mend orders.
      """;

  private Scenes() {}

  static PolicySet policy(String... moreRules) {
    try {
      return PolicySet.parse(POLICY + String.join("", moreRules));
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  static CatalogSnapshot catalog(Relation... more) {
    List<Relation> relations = new ArrayList<>(List.of(more));
    relations.add(table("shop", "customers", "id", "email", "phone"));
    relations.add(table("shop", "cards", "id", "number"));
    relations.add(table("shop", "orders", "id", "customer_id", "total"));
    relations.add(table("hr", "salaries", "id", "salary"));
    relations.add(relation(RelationKind.SYSTEM, "pg_catalog", "pg_class", List.of(), "relname"));
    return new CatalogSnapshot(Dialect.POSTGRESQL, "18", List.of("shop"), relations);
  }

  static Relation table(String schema, String name, String... columns) {
    return relation(RelationKind.TABLE, schema, name, List.of(), columns);
  }

  static Relation relation(
      RelationKind kind, String schema, String name, List<RelationName> parents, String... names) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      columns.add(new Column(names[i], i + 1, "text", true, Optional.empty()));
    }
    return new Relation(
        new RelationName(schema, name),
        kind,
        columns,
        List.of(),
        List.of(),
        kind == RelationKind.VIEW ? Optional.of("SELECT 1") : Optional.empty(),
        parents,
        -1);
  }

  static Grant grant(Action... actions) {
    return grant(PRODUCTION, Set.of("shop.*"), Set.of(), actions);
  }

  static Grant grant(
      DataSourceId source, Set<String> relations, Set<String> unmask, Action... actions) {
    return new Grant(
        "0123456789abcdef",
        ANN,
        source,
        relations,
        Set.of(actions),
        unmask,
        ExportFormat.ANY,
        0,
        "month end",
        "T-1",
        NOW.minusSeconds(60),
        NOW.plus(Duration.ofMinutes(30)),
        List.of(),
        List.of("r"),
        "d".repeat(64));
  }

  /** {@code SELECT} of whole columns. */
  static Facts select(ColumnRef... columns) {
    return select(Set.of(), outputs(columns));
  }

  static Facts select(Set<ColumnUse> uses, List<OutputColumn> outputs) {
    return facts(StatementKind.SELECT, List.of(), outputs, uses, false);
  }

  static List<OutputColumn> outputs(ColumnRef... columns) {
    List<OutputColumn> outputs = new ArrayList<>();
    for (ColumnRef column : columns) {
      outputs.add(new OutputColumn(column.column(), new Lineage.Direct(column)));
    }
    return outputs;
  }

  static OutputColumn output(Lineage lineage) {
    return new OutputColumn("x", lineage);
  }

  static Facts write(
      StatementKind kind, RelationName target, boolean destructive, ColumnUse... uses) {
    return facts(
        kind,
        List.of(new WriteTarget(target, kind, Optional.empty())),
        List.of(),
        Set.of(uses),
        destructive);
  }

  static Facts facts(
      StatementKind kind,
      List<WriteTarget> writes,
      List<OutputColumn> outputs,
      Set<ColumnUse> uses,
      boolean destructive) {
    Set<RelationName> reads = new HashSet<>();
    outputs.forEach(o -> o.lineage().sources().forEach(c -> reads.add(c.relation())));
    uses.stream()
        .filter(use -> !use.kind().isOfWriting())
        .forEach(use -> reads.add(use.column().relation()));
    return new Facts(kind, reads, writes, outputs, uses, Set.of(), Set.of(), destructive);
  }

  static Decision decide(Facts facts, Grant grant, PolicySet policy) {
    return Decider.decide(facts, ANN, grant, policy, catalog(), NOW);
  }
}

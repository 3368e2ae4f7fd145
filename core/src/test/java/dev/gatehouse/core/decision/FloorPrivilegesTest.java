package dev.gatehouse.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.PolicySet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FloorPrivilegesTest {
  @Test
  void maskedColumnsAreForTheSensitiveRoleOnly() {
    assertThat(privileges(Scenes.catalog(), Scenes.policy(), "customers", Action.READ))
        .contains(
            new RelationPrivileges(
                new RelationName("shop", "customers"),
                List.of("id"),
                List.of("email", "phone"),
                Set.of()));
  }

  @Test
  void onlyWhatGrantAndRulesAllowIsWritten() {
    Action[] all = Action.values();

    assertThat(privileges(Scenes.catalog(), Scenes.policy(), "orders", all).orElseThrow().writes())
        .containsExactlyInAnyOrder(Action.INSERT, Action.UPDATE, Action.DELETE);
    assertThat(privileges(Scenes.catalog(), Scenes.policy(), "cards", all).orElseThrow().writes())
        .isEmpty();
    assertThat(
            privileges(Scenes.catalog(), Scenes.policy(), "orders", Action.READ, Action.DELETE)
                .orElseThrow()
                .writes())
        .containsExactly(Action.DELETE);
  }

  @Test
  void whatTheGrantOrTheRulesDoNotNameGetsNothing() {
    List<RelationPrivileges> all =
        FloorPrivileges.compute(
            new FloorRequest(Scenes.ANN, Scenes.PRODUCTION, Set.of("*.*"), Set.of(Action.READ)),
            Scenes.policy(),
            Scenes.catalog(),
            Analyzers.forDialect(Dialect.POSTGRESQL));

    assertThat(all)
        .extracting(p -> p.relation().toString())
        .containsExactly("shop.cards", "shop.customers", "shop.orders");
    assertThat(privileges(Scenes.catalog(), Scenes.policy(), "orders", Action.INSERT).orElseThrow())
        .extracting(RelationPrivileges::plainColumns)
        .isEqualTo(List.of());
  }

  @Test
  void aDeniedColumnIsForNobody() {
    PolicySet policy =
        Scenes.policy(
            """
              - id: no-phones
                effect: deny
                what: { tags: [pii.phone] }
                reason: No phones.
              - id: no-totals
                effect: deny
                what: { columns: "shop.orders.total" }
                reason: No totals.
              - id: sometimes
                effect: deny
                what: { columns: "shop.orders.id" }
                when: "grant.ticket == ''"
                reason: Only with a ticket.
            """);

    RelationPrivileges customers =
        privileges(Scenes.catalog(), policy, "customers", Action.READ).orElseThrow();
    RelationPrivileges orders =
        privileges(Scenes.catalog(), policy, "orders", Action.READ).orElseThrow();

    assertThat(customers.sensitiveColumns()).containsExactly("email");
    assertThat(orders.plainColumns()).containsExactly("id", "customer_id");
  }

  @Test
  void aViewsColumnsCountByWhatTheyAreMadeOf() {
    Relation view =
        view(
            "contacts",
            " SELECT customers.id AS who, upper(customers.email) AS address,"
                + " count(customers.email) AS known FROM shop.customers"
                + " GROUP BY customers.id, customers.email;",
            "who",
            "address",
            "known");

    RelationPrivileges privileges =
        privileges(Scenes.catalog(view), Scenes.policy(), "contacts", Action.READ).orElseThrow();

    assertThat(privileges.plainColumns()).containsExactly("who");
    assertThat(privileges.sensitiveColumns()).containsExactly("address", "known");
    assertThat(privileges.writes()).isEmpty();
  }

  @Test
  void aViewThatIsNotUnderstoodOrReachesBeyondTheGrantGetsNothing() {
    Relation odd = view("odd", " SELECT nobody_knows(id) AS x FROM shop.customers;", "x");
    Relation beyond = view("beyond", " SELECT id FROM hr.salaries;", "id");

    assertThat(privileges(Scenes.catalog(odd), Scenes.policy(), "odd", Action.READ)).isEmpty();
    assertThat(privileges(Scenes.catalog(beyond), Scenes.policy(), "beyond", Action.READ))
        .isEmpty();
  }

  private static Optional<RelationPrivileges> privileges(
      CatalogSnapshot catalog, PolicySet policy, String relation, Action... actions) {
    return FloorPrivileges.compute(
            FloorRequest.of(Scenes.grant(actions)),
            policy,
            catalog,
            Analyzers.forDialect(Dialect.POSTGRESQL))
        .stream()
        .filter(privileges -> privileges.relation().name().equals(relation))
        .findFirst();
  }

  private static Relation view(String name, String definition, String... columns) {
    List<Column> described = new java.util.ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      described.add(new Column(columns[i], i + 1, "text", true, Optional.empty()));
    }
    return new Relation(
        new RelationName("shop", name),
        RelationKind.VIEW,
        described,
        List.of(),
        List.of(),
        Optional.of(definition),
        List.of(),
        -1);
  }
}

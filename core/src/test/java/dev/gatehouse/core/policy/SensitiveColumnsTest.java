package dev.gatehouse.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SensitiveColumnsTest {
  private static final String POLICY =
      """
      version: 1
      tags:
        - { columns: "shop.people.ssn", tag: pii.ssn }
        - { columns: "shop.people.mail", tag: pii.email, linkable: true }
        - { columns: "*.people.mail", tag: contact, presence: closed }
        - { columns: "shop.*.city", tag: geo }
      masks:
        - { tag: pii.ssn, mask: show_last_4 }
        - { tag: pii.email, mask: email }
        - { tag: contact, mask: hash }
        - { tag: geo, mask: none }
      """;

  @Test
  void severalTagsTakeTheStrictestOfEverything() throws PolicyException {
    SensitiveColumn mail =
        columns(people()).of(ColumnRef.of("shop", "people", "mail")).orElseThrow();

    assertThat(mail.mask(Set.of())).isEqualTo(MaskKind.REDACT);
    assertThat(mail.mask(Set.of("contact"))).isEqualTo(MaskKind.EMAIL);
    assertThat(mail.mask(Set.of("contact", "pii.email"))).isEqualTo(MaskKind.NONE);
    assertThat(mail.linkable()).isFalse();
    assertThat(mail.presenceClosed()).isTrue();
    assertThat(mail.label(Set.of())).isEqualTo("contact → hash, pii.email → email");
  }

  @Test
  void aTagWithTheMaskNoneMasksNothingButIsATag() throws PolicyException {
    SensitiveColumns columns = columns(people());

    assertThat(columns.covers(ColumnRef.of("shop", "people", "city"))).isFalse();
    assertThat(columns.tagsOf(ColumnRef.of("shop", "people", "city"))).containsExactly("geo");
  }

  @Test
  void aTagHoldsForPartitionsAndParentsAlike() throws PolicyException {
    RelationName people = new RelationName("shop", "people");
    RelationName child = new RelationName("archive", "people_2024");
    Relation partition =
        relation(child, List.of(people), column("id", 1), column("ssn", 2), column("mail", 3));
    Relation grandchild =
        relation(new RelationName("x", "y"), List.of(child), column("ssn", 1), column("z", 2));
    RelationName root = new RelationName("shop", "beings");
    Relation parent = relation(root, List.of(), column("ssn", 1));
    SensitiveColumns columns =
        columns(relation(people, List.of(root), column("ssn", 1)), partition, grandchild, parent);

    assertThat(columns.covers(new ColumnRef(child, "ssn"))).isTrue();
    assertThat(columns.covers(new ColumnRef(root, "ssn"))).isTrue();
    assertThat(columns.covers(ColumnRef.of("x", "y", "ssn"))).isTrue();
    assertThat(columns.covers(ColumnRef.of("x", "y", "z"))).isFalse();
  }

  @Test
  void aGeneratedColumnIsRedactedWhereItCouldShowAMaskedOne() throws PolicyException {
    Relation relation =
        relation(
            new RelationName("shop", "people"),
            List.of(),
            column("id", 1),
            column("ssn", 2),
            new Column("backwards", 3, "text", true, Optional.of("reverse(SSN)")),
            new Column("twice", 4, "text", true, Optional.of("backwards || backwards")),
            new Column("next", 5, "int", true, Optional.of("(id + 1)")));
    SensitiveColumns columns = columns(relation);

    assertThat(mask(columns, "backwards")).isEqualTo(MaskKind.REDACT);
    assertThat(mask(columns, "twice")).isEqualTo(MaskKind.REDACT);
    assertThat(columns.covers(ColumnRef.of("shop", "people", "next"))).isFalse();
  }

  @Test
  void columnsAndRelationsThatNobodyKnowsAreStillMaskedByName() throws PolicyException {
    SensitiveColumns columns = columns();

    assertThat(columns.covers(ColumnRef.of("shop", "people", "ssn"))).isTrue();
  }

  private static MaskKind mask(SensitiveColumns columns, String name) {
    return columns.of(ColumnRef.of("shop", "people", name)).orElseThrow().mask(Set.of());
  }

  private static Relation people() {
    return relation(
        new RelationName("shop", "people"),
        List.of(),
        column("ssn", 1),
        column("mail", 2),
        column("city", 3));
  }

  private static SensitiveColumns columns(Relation... relations) throws PolicyException {
    return SensitiveColumns.of(
        PolicySet.parse(POLICY),
        new CatalogSnapshot(Dialect.POSTGRESQL, "18", List.of("shop"), List.of(relations)));
  }

  private static Relation relation(
      RelationName name, List<RelationName> parents, Column... columns) {
    return new Relation(
        name,
        RelationKind.TABLE,
        List.of(columns),
        List.of(),
        List.of(),
        Optional.empty(),
        parents,
        -1);
  }

  private static Column column(String name, int position) {
    return new Column(name, position, "text", true, Optional.empty());
  }
}

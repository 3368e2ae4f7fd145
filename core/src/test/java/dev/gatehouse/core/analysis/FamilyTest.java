package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables that inherit over several generations, from several parents. */
class FamilyTest {
  private final Relation top = relation(RelationKind.TABLE, "top", "id name");
  private final Relation side = relation(RelationKind.TABLE, "side", "id");
  private final Relation middle = relation(RelationKind.TABLE, "middle", "id name", "top", "side");
  private final Relation leaf = relation(RelationKind.TABLE, "leaf", "id name extra", "middle");
  private final Relation other = relation(RelationKind.TABLE, "other", "id name", "lost");
  private final CatalogSnapshot catalog =
      new CatalogSnapshot(
          Dialect.POSTGRESQL, "18", List.of("s"), List.of(top, side, middle, leaf, other));

  private static Relation relation(
      RelationKind kind, String name, String columns, String... parents) {
    List<Column> list =
        Stream.of(columns.split(" "))
            .map(column -> new Column(column, 1, "text", true, Optional.empty()))
            .toList();
    return new Relation(
        new RelationName("s", name),
        kind,
        list,
        List.of(),
        List.of(),
        Optional.empty(),
        Stream.of(parents).map(parent -> new RelationName("s", parent)).toList(),
        -1);
  }

  private static List<String> names(List<Relation> relations) {
    return relations.stream().map(relation -> relation.name().name()).toList();
  }

  @Test
  void ancestorsAndDescendantsAreFoundOverGenerations() {
    assertThat(names(Family.of(leaf, catalog).ancestors()))
        .containsExactlyInAnyOrder("middle", "top", "side");
    assertThat(names(Family.of(leaf, catalog).descendants())).isEmpty();
    assertThat(names(Family.of(top, catalog).ancestors())).isEmpty();
    assertThat(names(Family.of(top, catalog).descendants())).containsExactly("middle", "leaf");
    assertThat(names(Family.of(middle, catalog).descendants())).containsExactly("leaf");
  }

  @Test
  void aParentThatTheCatalogDoesNotKnowIsNoFamily() {
    assertThat(names(Family.of(other, catalog).ancestors())).isEmpty();
  }

  @Test
  void aColumnIsTheOneOfThatNameInTheWholeFamily() {
    assertThat(Shown.lineage(Family.of(middle, catalog).lineage("name")))
        .isEqualTo("(s.leaf.name|s.middle.name|s.top.name)");
    assertThat(Shown.lineage(Family.of(leaf, catalog).lineage("extra"))).isEqualTo("s.leaf.extra");
  }

  @Test
  void aTableIsReadWithItsKinAndAPartitionedOneStandsForItsPartitions() {
    assertThat(Family.of(middle, catalog).readWith())
        .extracting(RelationName::name)
        .containsExactlyInAnyOrder("top", "side", "middle", "leaf");
    Relation whole = relation(RelationKind.PARTITIONED_TABLE, "whole", "id");
    Relation part = relation(RelationKind.TABLE, "part", "id", "whole");
    CatalogSnapshot parts =
        new CatalogSnapshot(Dialect.POSTGRESQL, "18", List.of("s"), List.of(whole, part));
    assertThat(Family.of(whole, parts).readWith())
        .extracting(RelationName::name)
        .containsExactly("whole");
    assertThat(Family.of(part, parts).readWith())
        .extracting(RelationName::name)
        .containsExactlyInAnyOrder("whole", "part");
  }
}

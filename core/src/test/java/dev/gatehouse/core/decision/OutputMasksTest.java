package dev.gatehouse.core.decision;

import static dev.gatehouse.core.decision.Scenes.EMAIL;
import static dev.gatehouse.core.decision.Scenes.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.Lineage;
import dev.gatehouse.core.analysis.OutputColumn;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.SensitiveColumns;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputMasksTest {
  private static final Lineage HASHED = new Lineage.Direct(EMAIL);

  @Test
  void whetherAnExpressionIsNullIsHiddenAndWhetherAColumnIsShows() throws Exception {
    assertThat(mask(HASHED).hidesNull()).isFalse();
    assertThat(mask(new Lineage.Derived(Set.of(EMAIL))).hidesNull()).isTrue();
    assertThat(mask(any(HASHED, new Lineage.Derived(Set.of(EMAIL)))).hidesNull()).isTrue();
    assertThat(mask(new Lineage.Derived(Set.of(ID))).hidesNull()).isFalse();
  }

  @Test
  void aHashStandsBesideNothingThatAPersonCanChoose() throws Exception {
    assertThat(mask(HASHED).mask()).isEqualTo(MaskKind.HASH);
    assertThat(mask(any(HASHED)).mask()).isEqualTo(MaskKind.HASH);
    assertThat(mask(any(HASHED, new Lineage.Constant())).mask()).isEqualTo(MaskKind.REDACT);
    assertThat(mask(any(HASHED, new Lineage.Direct(ID))).mask()).isEqualTo(MaskKind.REDACT);
    assertThat(mask(any(any(HASHED, new Lineage.Derived(Set.of(ID))))).mask())
        .isEqualTo(MaskKind.REDACT);
  }

  private static Lineage any(Lineage... branches) {
    return new Lineage.AnyOf(Set.of(branches));
  }

  private static ColumnMask mask(Lineage lineage) throws Exception {
    PolicySet policy =
        PolicySet.parse(
            """
            version: 1
            tags:
              - { columns: "shop.customers.email", tag: pii.email }
            masks:
              - { tag: pii.email, mask: hash }
            rules: []
            """);
    return new OutputMasks(SensitiveColumns.of(policy, Scenes.catalog()), Set.of())
        .of(List.of(new OutputColumn("c", lineage)))
        .getFirst();
  }
}

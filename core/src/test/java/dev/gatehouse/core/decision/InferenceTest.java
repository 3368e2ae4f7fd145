package dev.gatehouse.core.decision;

import static dev.gatehouse.core.decision.Scenes.EMAIL;
import static dev.gatehouse.core.decision.Scenes.ID;
import static dev.gatehouse.core.decision.Scenes.PHONE;
import static dev.gatehouse.core.decision.Scenes.PRODUCTION;
import static dev.gatehouse.core.decision.Scenes.decide;
import static dev.gatehouse.core.decision.Scenes.grant;
import static dev.gatehouse.core.decision.Scenes.outputs;
import static dev.gatehouse.core.decision.Scenes.policy;
import static dev.gatehouse.core.decision.Scenes.select;
import static dev.gatehouse.core.decision.Scenes.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.policy.Action;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Uses of a masked column that destroy its values, or tell them by failing. */
class InferenceTest {
  @Test
  void aRuleMayAllowWhatCanFailAndThatAlone() {
    String rule =
        """
          - id: compute
            effect: allow_inference
            who: { groups: [analysts] }
            what: { tags: [pii.phone], uses: [fallible] }
            reason: Numbers may be computed with.
        """;

    assertThat(use(PHONE, ColumnUse.Kind.FALLIBLE, rule)).isInstanceOf(Decision.Allow.class);
    assertThat(use(PHONE, ColumnUse.Kind.CONTROL, rule)).isInstanceOf(Decision.Deny.class);
    assertThat(use(EMAIL, ColumnUse.Kind.FALLIBLE, rule)).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void aMaskIsNotWrittenOverTheValueThatItHidUnlessTheGrantShowsIt() {
    var facts =
        write(
            StatementKind.UPDATE,
            EMAIL.relation(),
            false,
            new ColumnUse(EMAIL, ColumnUse.Kind.WRITE_TARGET),
            new ColumnUse(EMAIL, ColumnUse.Kind.PLACEHOLDER));
    var seeing =
        grant(PRODUCTION, Set.of("shop.*"), Set.of("pii.email"), Action.READ, Action.UPDATE);

    Decision blind = decide(facts, grant(Action.READ, Action.UPDATE), policy());

    assertThat(blind).isInstanceOf(Decision.Deny.class);
    assertThat(blind.reason()).contains("looks like a mask").contains("shop.customers.email");
    assertThat(decide(facts, seeing, policy())).isInstanceOf(Decision.Allow.class);
  }

  private static Decision use(ColumnRef column, ColumnUse.Kind kind, String rule) {
    return decide(
        select(Set.of(new ColumnUse(column, kind)), outputs(ID)), grant(Action.READ), policy(rule));
  }
}

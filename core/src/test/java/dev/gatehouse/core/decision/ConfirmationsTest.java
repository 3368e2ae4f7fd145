package dev.gatehouse.core.decision;

import static dev.gatehouse.core.decision.Scenes.decide;
import static dev.gatehouse.core.decision.Scenes.grant;
import static dev.gatehouse.core.decision.Scenes.policy;
import static dev.gatehouse.core.decision.Scenes.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.policy.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmationsTest {
  private static final RelationName ORDERS = new RelationName("shop", "orders");

  @ParameterizedTest
  @CsvSource({
    "UPDATE, Changed values are gone",
    "DELETE, Deleted rows are gone",
    "MERGE, Changed values and deleted rows are gone"
  })
  void theQuestionSaysWhatIsLostAndWantsTheNameInProduction(StatementKind kind, String loss) {
    var grant = grant(Action.INSERT, Action.UPDATE, Action.DELETE);

    var asked = (Decision.Confirm) decide(write(kind, ORDERS, true), grant, policy());

    assertThat(asked.typedName()).isEqualTo("orders");
    assertThat(asked.reason())
        .isEqualTo(loss + ", and this is production; check what it would touch.");
  }
}

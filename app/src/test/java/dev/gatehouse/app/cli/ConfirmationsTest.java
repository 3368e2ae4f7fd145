package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.FloorRole;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.pipeline.Confirmation;
import dev.gatehouse.core.policy.ExportFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
  @Test
  void withoutConsentAndWithoutAPersonTheAnswerIsNo() {
    RecordedTerminal script = new RecordedTerminal(Map.of());
    assertThat(new Confirmations(script.terminal, false, Set.of()).confirm(asks(""))).isFalse();
    assertThat(script.err())
        .contains("200000 rows of shop.order_lines")
        .contains("Deletes everything.")
        .contains("--confirm");
  }

  @Test
  void aYesIsEnoughWhereNoNameIsAsked() {
    RecordedTerminal script = new RecordedTerminal(Map.of());
    assertThat(new Confirmations(script.terminal, true, Set.of()).confirm(asks(""))).isTrue();
  }

  @Test
  void aYesIsNotEnoughWhereTheNameMustBeTyped() {
    RecordedTerminal script = new RecordedTerminal(Map.of());
    Confirmation asks = asks("order_lines");
    assertThat(new Confirmations(script.terminal, true, Set.of()).confirm(asks)).isFalse();
    assertThat(new Confirmations(script.terminal, true, Set.of("orders")).confirm(asks)).isFalse();
    assertThat(new Confirmations(script.terminal, false, Set.of("order_lines")).confirm(asks))
        .isTrue();
    assertThat(script.err()).contains("--confirm-target order_lines");
  }

  @Test
  void aPersonIsAsked() {
    assertThat(answered("yes\n", "")).isTrue();
    assertThat(answered("y\n", "")).isFalse();
    assertThat(answered("", "")).isFalse();
    assertThat(answered("order_lines\n", "order_lines")).isTrue();
    assertThat(answered("yes\n", "order_lines")).isFalse();
  }

  @Test
  void oneRowIsNotRowsAndAnUnknownNumberIsSaidToBeUnknown() {
    RecordedTerminal script = new RecordedTerminal(Map.of());
    Confirmations questions = new Confirmations(script.terminal, false, Set.of());

    questions.confirm(asks("", OptionalLong.of(1)));
    questions.confirm(asks("", OptionalLong.empty()));

    assertThat(script.err())
        .contains("1 row of shop.order_lines")
        .contains("rows of shop.order_lines; how many is not known beforehand");
  }

  private static boolean answered(String input, String typedName) {
    RecordedTerminal person = new RecordedTerminal(Map.of(), input, true);
    return new Confirmations(person.terminal, false, Set.of()).confirm(asks(typedName));
  }

  private static Confirmation asks(String typedName) {
    return asks(typedName, OptionalLong.of(200_000));
  }

  private static Confirmation asks(String typedName, OptionalLong rows) {
    Obligations obligations =
        new Obligations(FloorRole.PLAIN, List.of(), 0, ExportFormat.NONE, false);
    return new Confirmation(
        new Decision.Confirm(
            obligations, typedName, "Deletes everything.", Outcomes.VERDICTS, "sha256:1"),
        "DELETE FROM order_lines",
        "shop.order_lines",
        rows);
  }
}

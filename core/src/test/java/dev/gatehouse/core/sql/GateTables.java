package dev.gatehouse.core.sql;

import org.assertj.core.api.Assertions;

/** Shared by the tests of the gate. */
final class GateTables {
  private GateTables() {}

  static GatedStatement admitted(Gate gate, String text) {
    return switch (gate.admit(text)) {
      case GateResult.Admitted(GatedStatement statement) -> statement;
      case GateResult.Rejected(Refusal refusal) ->
          Assertions.fail("Refused: " + refusal + "\n" + text);
    };
  }

  static Refusal rejected(Gate gate, String text) {
    return switch (gate.admit(text)) {
      case GateResult.Rejected(Refusal refusal) -> refusal;
      case GateResult.Admitted(GatedStatement statement) ->
          Assertions.fail("Admitted as: " + statement.text());
    };
  }
}

package dev.gatehouse.core.sql;

/** What the gate says of a text. */
public sealed interface GateResult {
  /** One statement that every reader reads alike. */
  record Admitted(GatedStatement statement) implements GateResult {}

  /** Not admitted, and why. */
  record Rejected(Refusal refusal) implements GateResult {}
}

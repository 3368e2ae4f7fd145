package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.sql.Refusal;

/** What would happen if a statement ran now; nothing is sent and nothing recorded. */
public sealed interface Preview {
  /** Not understood. */
  record Refused(Refusal refusal) implements Preview {}

  /** Understood and decided. */
  record Decided(Facts facts, Decision decision) implements Preview {}
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.GatedStatement;
import dev.gatehouse.core.sql.Refusal;

/** Understood completely, or refused. */
public sealed interface AnalysisResult {
  /** Understood: the statement to send and its facts. */
  record Understood(GatedStatement statement, Facts facts) implements AnalysisResult {}

  /** Refused, and why. */
  record Refused(Refusal refusal) implements AnalysisResult {}
}

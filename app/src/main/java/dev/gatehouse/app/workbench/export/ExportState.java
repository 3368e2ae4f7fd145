package dev.gatehouse.app.workbench.export;

import java.nio.file.Path;
import java.time.Instant;

/** How far an export is. */
public sealed interface ExportState {
  /** None, or one whose outcome was put away. */
  record None() implements ExportState {}

  /** Rows are being written. */
  record Running(Path target, long rows, Instant since, boolean cancelling)
      implements ExportState {}

  /** Over; says how, in one sentence. */
  record Over(boolean good, String sentence) implements ExportState {}
}

package dev.gatehouse.app.workbench.query;

import java.util.OptionalInt;

/** Puts the place that the server named onto a verdict, so that the editor can show it. */
final class FailurePlace {
  private FailurePlace() {}

  static Verdict on(Verdict verdict, OptionalInt position) {
    return new Verdict(
        verdict.kind(),
        verdict.title(),
        verdict.reason(),
        verdict.rule(),
        verdict.masks(),
        verdict.verdicts(),
        position);
  }
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;

/** Carries a refusal out of the resolver; never leaves this package. */
final class AnalysisRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Refusal refusal;

  AnalysisRefusedException(Refusal refusal) {
    super(refusal.construct(), null, false, false);
    this.refusal = refusal;
  }

  static AnalysisRefusedException of(RefusalCode code, String construct, String sentence) {
    return new AnalysisRefusedException(Refusal.of(code, construct, sentence));
  }

  static AnalysisRefusedException unsupported(String construct) {
    return of(
        RefusalCode.UNSUPPORTED,
        construct,
        "Gatehouse does not analyse " + construct + " yet; write the statement without it.");
  }

  static AnalysisRefusedException unknownColumn(String name) {
    return of(
        RefusalCode.UNKNOWN_NAME,
        name,
        "There is no column " + name + " here that Gatehouse knows; check the name and its alias.");
  }

  static AnalysisRefusedException ambiguous(String name) {
    return of(
        RefusalCode.AMBIGUOUS_NAME,
        name,
        "The name " + name + " fits more than one column; put the relation's name before it.");
  }

  static AnalysisRefusedException forbiddenRoutine(String name) {
    return of(
        RefusalCode.FORBIDDEN_ROUTINE,
        name,
        "The routine "
            + name
            + " is not on the list of routines that a statement may call; write it without.");
  }

  Refusal refusal() {
    return refusal;
  }
}

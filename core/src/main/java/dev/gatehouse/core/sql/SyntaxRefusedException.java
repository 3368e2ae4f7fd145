package dev.gatehouse.core.sql;

/** Carries a refusal out of the converter; never leaves this package. */
final class SyntaxRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Refusal refusal;

  SyntaxRefusedException(Refusal refusal) {
    super(refusal.construct(), null, false, false);
    this.refusal = refusal;
  }

  /** Refuses a construct by name. */
  static SyntaxRefusedException unsupported(String construct) {
    return new SyntaxRefusedException(
        Refusal.of(
            RefusalCode.UNSUPPORTED,
            construct,
            "Gatehouse does not read " + construct + " yet; write the statement without it."));
  }

  Refusal refusal() {
    return refusal;
  }
}

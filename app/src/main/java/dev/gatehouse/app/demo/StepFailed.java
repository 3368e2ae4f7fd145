package dev.gatehouse.app.demo;

/** A step of the journey did not come out as it must; the message says what was seen instead. */
final class StepFailed extends Exception {
  private static final long serialVersionUID = 1L;

  StepFailed(String sentence) {
    super(sentence);
  }

  /** Fails unless that holds. */
  static void unless(boolean holds, String sentence) throws StepFailed {
    if (!holds) {
      throw new StepFailed(sentence);
    }
  }
}

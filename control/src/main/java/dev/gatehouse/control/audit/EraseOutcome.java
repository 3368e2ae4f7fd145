package dev.gatehouse.control.audit;

/** What became of the wish to erase a session. */
public sealed interface EraseOutcome {
  /**
   * Its keys are destroyed.
   *
   * @param segments how many can no longer be opened
   */
  record Erased(int segments) implements EraseOutcome {}

  /** A reviewer's hold keeps it. */
  record Held() implements EraseOutcome {}

  /** There is none of that id. */
  record UnknownSession() implements EraseOutcome {}
}

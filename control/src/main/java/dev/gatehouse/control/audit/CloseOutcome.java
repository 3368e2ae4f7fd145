package dev.gatehouse.control.audit;

/** What became of the word that a session has ended. */
public sealed interface CloseOutcome {
  /** It is noted. */
  record Closed() implements CloseOutcome {}

  /** No such session of this person. */
  record UnknownSession() implements CloseOutcome {}

  /** It contradicts what is known already; a reviewer is told. */
  record Conflict(String sentence) implements CloseOutcome {}
}

package dev.gatehouse.control.audit;

import dev.gatehouse.control.api.Acknowledgement;

/** What became of a segment that was handed in. */
public sealed interface StoreOutcome {
  /** It is stored and logged; the same bytes again give the same receipt. */
  record Stored(Acknowledgement acknowledgement) implements StoreOutcome {}

  /** No such session of this person. */
  record UnknownSession() implements StoreOutcome {}

  /** Other bytes stand under this number, or would fork the chain; a reviewer is told. */
  record Conflict(String sentence) implements StoreOutcome {}

  /** It is not a sound segment of this session; a reviewer is told. */
  record Refused(String sentence) implements StoreOutcome {}
}

package dev.gatehouse.core.audit.verify;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One thing that is not as it should be.
 *
 * @param kind what it is
 * @param segment the segment's number, where it is in one
 * @param record 0-based number of the record within the segment, where it is at one
 * @param position byte offset into the segment, where it has one
 * @param expected the hash that should stand there, in hex; empty where it is not about a hash
 * @param actual the hash that does; empty where it is not about a hash
 * @param sentence all of it in one sentence for a person
 */
public record Finding(
    Kind kind,
    OptionalLong segment,
    OptionalLong record,
    OptionalLong position,
    String expected,
    String actual,
    String sentence) {
  public Finding {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(segment);
    Objects.requireNonNull(record);
    Objects.requireNonNull(position);
    Objects.requireNonNull(expected);
    Objects.requireNonNull(actual);
    Objects.requireNonNull(sentence);
  }

  /** What can be wrong. */
  public enum Kind {
    /** The bytes are no segment of this format. */
    NOT_A_SEGMENT(true),
    /** A frame's length or CRC is wrong. */
    FRAME_DAMAGED(true),
    /** A frame does not name the hash of the bytes before it. */
    CHAIN_BROKEN(true),
    /** It says another session, or another number. */
    MISPLACED(true),
    /** A checkpoint is not signed by the device, or does not fit what it covers. */
    SIGNATURE_WRONG(true),
    /** A segment is not there although others or a receipt say so. */
    SEGMENT_MISSING(true),
    /** Segments follow the session's end, or are more than the session has. */
    TOO_MANY(true),
    /** A receipt is not the service's, or is for other bytes. */
    RECEIPT_WRONG(true),
    /** A proof for the service's log does not hold, or two contradict each other. */
    LOG_PROOF_WRONG(true),
    /** A record does not open with the segment's key. */
    RECORD_UNREADABLE(true),
    /** The events contradict each other. */
    EVENTS_CONTRADICT(true),
    /** A segment ends without its seal: its writer died. */
    NOT_SEALED(false),
    /** Records after the last signed checkpoint of a session whose writer died. */
    UNSIGNED_RECORDS(false),
    /** The session's end is not there. */
    NO_END(false),
    /** A segment is with the service, as its receipt says, and no longer here. */
    HANDED_OVER(false),
    /** A statement's intent has no result. */
    OUTCOME_UNKNOWN(false),
    /** The segment's key has been destroyed, so its records cannot be opened any more. */
    KEY_DESTROYED(false);

    private final boolean tampering;

    Kind(boolean tampering) {
      this.tampering = tampering;
    }

    /** Whether it speaks of bytes changed or lost after they were recorded, not of a crash. */
    public boolean tampering() {
      return tampering;
    }
  }

  static Finding of(Kind kind, long segment, String sentence) {
    return new Finding(
        kind,
        OptionalLong.of(segment),
        OptionalLong.empty(),
        OptionalLong.empty(),
        "",
        "",
        sentence);
  }

  static Finding session(Kind kind, String sentence) {
    return new Finding(
        kind, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), "", "", sentence);
  }

  static Finding at(Kind kind, long segment, long record, long position, String sentence) {
    return new Finding(
        kind,
        OptionalLong.of(segment),
        OptionalLong.of(record),
        OptionalLong.of(position),
        "",
        "",
        sentence);
  }

  Finding hashes(String expectedHash, String actualHash) {
    return new Finding(kind, segment, record, position, expectedHash, actualHash, sentence);
  }
}

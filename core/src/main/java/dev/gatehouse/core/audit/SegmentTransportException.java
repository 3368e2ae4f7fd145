package dev.gatehouse.core.audit;

import java.util.Objects;

/** A segment did not arrive. Its message is one sentence for a person. */
public final class SegmentTransportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What the uploader does about it. */
  public enum Kind {
    /** Not reached, overloaded, signed out: try again later. */
    LATER,
    /** The service has other bytes under this number, or finds these wrong: a person must look. */
    REFUSED
  }

  private final Kind kind;

  public SegmentTransportException(Kind kind, String sentence) {
    super(sentence);
    this.kind = Objects.requireNonNull(kind);
  }

  public SegmentTransportException(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = Objects.requireNonNull(kind);
  }

  public Kind kind() {
    return kind;
  }
}

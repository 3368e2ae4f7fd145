package dev.gatehouse.core.audit;

import java.time.Instant;

/** What one step of an upload came to. */
public sealed interface UploadStep {
  /** A segment has its verified receipt and is gone from this disk; there may be more. */
  record Uploaded(long segment) implements UploadStep {}

  /** Everything sealed so far is uploaded, and the session goes on. */
  record NothingYet() implements UploadStep {}

  /** It did not work; not before that instant again. */
  record Later(Instant at, String why) implements UploadStep {}

  /** It will not work without a person; nothing is deleted. */
  record Stopped(String why) implements UploadStep {}

  /** The session has ended and the service has all of it. */
  record Finished(long segments) implements UploadStep {}
}

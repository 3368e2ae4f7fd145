package dev.gatehouse.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Keeps room for what must still be written: new statements stop early, results and the session's
 * end may use the reserve.
 */
final class DiskGuard {
  private final SegmentFiles files;
  private final SessionDirectory directory;
  private final SpoolLimits limits;
  private volatile long waiting;
  private volatile boolean reserveUsed;

  DiskGuard(SegmentFiles files, SessionDirectory directory, SpoolLimits limits) {
    this.files = files;
    this.directory = directory;
    this.limits = limits;
  }

  /** Takes the reserve. The bytes are not zero, so that no file system stores it as a hole. */
  void takeReserve() throws IOException {
    if (limits.reserveBytes() == 0) {
      return;
    }
    byte[] bytes = new byte[limits.reserveBytes()];
    new SplittableRandom(0x6761746568L).nextBytes(bytes);
    files.delete(directory.reserve());
    try (SegmentFiles.OpenFile file = files.create(directory.reserve())) {
      file.write(0, bytes);
      file.force();
    }
  }

  /** Frees the reserve, once; false where there is none left. */
  boolean giveUpReserve() {
    if (reserveUsed || limits.reserveBytes() == 0) {
      return false;
    }
    reserveUsed = true;
    try {
      files.delete(directory.reserve());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Gives the reserve back at the session's end. */
  void release() throws IOException {
    files.delete(directory.reserve());
  }

  /** Counts the segments that wait for the upload. */
  void measure() throws IOException {
    long sum = 0;
    for (long number : directory.numbers(files, "seg")) {
      Path segment = directory.sealed(number);
      try {
        sum += files.size(segment);
      } catch (IOException e) {
        if (files.exists(segment)) {
          throw e;
        }
        // Uploaded and deleted between the listing and now.
      }
    }
    waiting = sum;
  }

  /** Whether a new statement may begin. */
  void admit() throws AuditUnavailableException {
    if (reserveUsed) {
      throw full();
    }
    if (waiting > limits.maximumSpoolBytes()) {
      throw new AuditUnavailableException(
          "The record of this session waits for the control service and has reached its limit of "
              + megabytes(limits.maximumSpoolBytes())
              + "; connect to the control service and try again.");
    }
    long usable;
    try {
      usable = files.usableSpace(directory.path());
    } catch (IOException e) {
      throw new AuditUnavailableException(
          "The directory of the record cannot be read, so no statement can run; check the disk and"
              + " sign in again.",
          e);
    }
    if (usable < limits.minimumFreeBytes()) {
      throw full();
    }
  }

  private AuditUnavailableException full() {
    return new AuditUnavailableException(
        "The disk that keeps the record has less than "
            + megabytes(limits.minimumFreeBytes())
            + " free, so no statement can run; free some space and try again.");
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }
}

package dev.gatehouse.core.audit;

import java.time.Duration;

/**
 * How a spool uses the disk.
 *
 * @param segmentBytes a segment is sealed when it is at least this large
 * @param segmentAge a segment with records is sealed at this age, so that it can be uploaded
 * @param checkpointRecords most records that stand without a signed checkpoint after them
 * @param checkpointAge most time that a record stands without one
 * @param minimumFreeBytes new statements are refused where the disk has less
 * @param maximumSpoolBytes new statements are refused where the session's segments that still wait
 *     for the upload take more
 * @param reserveBytes held by a file that is given up when the disk is full, so that results in
 *     flight and the session's end can be written
 */
public record SpoolLimits(
    long segmentBytes,
    Duration segmentAge,
    int checkpointRecords,
    Duration checkpointAge,
    long minimumFreeBytes,
    long maximumSpoolBytes,
    int reserveBytes) {
  public SpoolLimits {
    if (segmentBytes < 1 || checkpointRecords < 1 || reserveBytes < 0) {
      throw new IllegalArgumentException("A spool's limits are positive.");
    }
  }

  /** For a desktop. */
  public static SpoolLimits defaults() {
    return new SpoolLimits(
        1 << 20, Duration.ofSeconds(30), 32, Duration.ofSeconds(1), 64L << 20, 1L << 30, 1 << 20);
  }
}

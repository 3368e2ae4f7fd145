package dev.gatehouse.control.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stored segment, without its bytes. */
record SegmentRow(
    String sessionId,
    long number,
    String sha256,
    String previous,
    long bytes,
    long records,
    boolean sealed,
    boolean last,
    int statements,
    int flagged,
    Instant receivedAt,
    String receipt,
    @Nullable Long logIndex) {}

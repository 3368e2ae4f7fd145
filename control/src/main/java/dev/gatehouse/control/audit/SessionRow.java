package dev.gatehouse.control.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session as it is stored. */
record SessionRow(
    String id,
    String grantId,
    String issuer,
    String subject,
    String person,
    String source,
    String environment,
    String purpose,
    String deviceKey,
    Instant openedAt,
    Instant lastSeenAt,
    @Nullable Instant closedAt,
    @Nullable Long announcedSegments) {
  boolean ownedBy(Person person) {
    return issuer.equals(person.issuer()) && subject.equals(person.subject());
  }
}

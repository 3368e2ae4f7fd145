package dev.gatehouse.control.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to approve one exact statement under a grant.
 *
 * @param state {@code requested}, {@code approved}, {@code denied}, {@code lapsed} or {@code
 *     withdrawn}
 * @param grantPurpose why the person has the access, in their words
 * @param statement the exact text
 * @param digest SHA-256 of its bytes in UTF-8, lower-case hexadecimal
 * @param kind such as {@code delete}, as the service read it
 * @param reads relations that it reads
 * @param writes relations that it writes
 * @param ruleReason why the policy asks for an approval
 * @param comment what the requester wrote
 * @param lapsesAt when it lapses undecided; never after the grant's end
 * @param decidedBy readable name; null until a person decided
 * @param decidedAt null while it waits
 * @param decision what the reviewer wrote; may be empty
 */
public record StatementRequestView(
    String id,
    String grantId,
    String state,
    String requester,
    String source,
    String environment,
    String grantPurpose,
    String ticket,
    String statement,
    String digest,
    String kind,
    List<String> reads,
    List<String> writes,
    boolean destructive,
    String ruleReason,
    String comment,
    Instant requestedAt,
    Instant lapsesAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    String decision) {}

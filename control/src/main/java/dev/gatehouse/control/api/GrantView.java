package dev.gatehouse.control.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grant or a request for one.
 *
 * @param state of {@code requested}, {@code approved}, {@code denied}, {@code lapsed}, {@code
 *     activating}, {@code active}, {@code ended}, {@code revoking}, {@code revoked}, {@code
 *     failed}, {@code withdrawn}
 * @param requester readable name of who asked
 * @param requestedAt when
 * @param start from when it holds; null until approved
 * @param end until when it holds; null until approved
 * @param approvers readable names
 * @param ruleIds rules that approved it or that ask for a reviewer
 * @param reason one sentence: why it is in this state
 */
public record GrantView(
    String id,
    String state,
    String requester,
    String source,
    List<String> relations,
    List<String> actions,
    List<String> unmask,
    String export,
    String purpose,
    String ticket,
    int durationMinutes,
    Instant requestedAt,
    @Nullable Instant start,
    @Nullable Instant end,
    List<String> approvers,
    List<String> ruleIds,
    String reason) {}

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
 * @param environment of the source: {@code dev}, {@code staging} or {@code prod}; empty where it
 *     was asked for before this was noted
 * @param rowCap most rows one statement may show, or 0 for no cap
 * @param startAt from when it was asked for; null for at once
 * @param breakGlass whether the requester said that it is an emergency
 * @param extendsGrant the grant that it goes on after, or null
 * @param requiredApprovals how many people must approve it; 0 where a rule decides
 * @param demands what each rule demands of the reviewers, in words
 * @param review what a reviewer said of an emergency afterwards; null before and of others
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
    String reason,
    String environment,
    long rowCap,
    @Nullable Instant startAt,
    boolean breakGlass,
    @Nullable String extendsGrant,
    int requiredApprovals,
    List<String> demands,
    @Nullable Review review) {

  /**
   * A look at an emergency afterwards.
   *
   * @param reviewer readable name
   * @param verdict {@code justified} or {@code not_justified}
   * @param comment what the reviewer wrote
   * @param at when
   */
  public record Review(String reviewer, String verdict, String comment, Instant at) {}

  /** An ordinary grant, from its approval on, without a row cap. */
  public GrantView(
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
      String reason) {
    this(
        id,
        state,
        requester,
        source,
        relations,
        actions,
        unmask,
        export,
        purpose,
        ticket,
        durationMinutes,
        requestedAt,
        start,
        end,
        approvers,
        ruleIds,
        reason,
        "",
        0,
        null,
        false,
        null,
        0,
        List.of(),
        null);
  }
}

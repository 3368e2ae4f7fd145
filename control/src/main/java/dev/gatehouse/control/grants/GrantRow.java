package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.decision.RequestDecision.Demand;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A grant as the database holds it.
 *
 * @param id 16 lower-case hexadecimal digits
 * @param revision counts edits of the request, from 1
 * @param requester who asked and may use it
 * @param requiredApprovals how many people must approve; 0 where a rule approves
 * @param environment of the source, as the policy names it; empty on grants of before V3
 * @param ruleIds rules that approved it or ask for reviewers
 * @param policyDigest the policy it was requested under
 * @param mintedDigest the policy its roles were minted under; empty before
 * @param keyThumbprint the client's key at the last activation; empty before
 * @param start empty until approved
 * @param end empty until approved
 * @param approvers names, in order of approval
 * @param reason why it is in this state
 * @param demands what the rules demand of the reviewers
 * @param review what was said of an emergency afterwards
 * @param approvedStatements digests of the exact texts that were approved under it
 */
record GrantRow(
    String id,
    GrantState state,
    int revision,
    Principal requester,
    GrantTerms terms,
    String environment,
    int requiredApprovals,
    List<String> ruleIds,
    String policyDigest,
    Optional<String> mintedDigest,
    Optional<String> keyThumbprint,
    Instant requestedAt,
    Optional<Instant> start,
    Optional<Instant> end,
    List<String> approvers,
    String reason,
    List<Demand> demands,
    Optional<GrantView.Review> review,
    Set<String> approvedStatements) {
  GrantRow {
    Objects.requireNonNull(id);
    Objects.requireNonNull(state);
    Objects.requireNonNull(requester);
    Objects.requireNonNull(terms);
    ruleIds = List.copyOf(ruleIds);
    Objects.requireNonNull(policyDigest);
    approvers = List.copyOf(approvers);
    Objects.requireNonNull(reason);
    demands = List.copyOf(demands);
    Objects.requireNonNull(review);
    approvedStatements = Set.copyOf(approvedStatements);
  }

  /** When it lapses unless it was decided: after a while, or once its window is over. */
  Instant lapsesAt(Duration undecided) {
    Instant unanswered = requestedAt.plus(undecided);
    return terms
        .start()
        .map(start -> start.plusSeconds(60L * terms.durationMinutes()))
        .filter(end -> end.isBefore(unanswered))
        .orElse(unanswered);
  }

  boolean isBeforeStartAt(Instant now) {
    return start.isPresent() && now.isBefore(start.get());
  }

  boolean isOf(Caller caller) {
    return samePerson(requester, caller.principal());
  }

  /** Whether the caller asked for it, themselves or through an agent, or is that agent. */
  boolean isAskedBy(Caller caller) {
    return isOf(caller)
        || requester
            .humanBehind()
            .filter(human -> samePerson(human, caller.principal()))
            .isPresent();
  }

  private static boolean samePerson(Principal one, Principal other) {
    return one.issuer().equals(other.issuer()) && one.subject().equals(other.subject());
  }

  boolean isOverAt(Instant now) {
    return end.isPresent() && !now.isBefore(end.get());
  }

  /**
   * As clients and the core know it.
   *
   * @throws IllegalStateException where it was never approved
   */
  Grant toGrant(DataSourceId source) {
    return new Grant(
        id,
        requester,
        source,
        Set.copyOf(terms.relations()),
        terms.actions(),
        terms.unmask(),
        terms.export(),
        terms.rowCap(),
        terms.purpose(),
        terms.ticket(),
        start.orElseThrow(() -> new IllegalStateException("The grant was not approved.")),
        end.orElseThrow(() -> new IllegalStateException("The grant was not approved.")),
        approvers,
        ruleIds,
        mintedDigest.orElse(policyDigest),
        approvedStatements);
  }
}

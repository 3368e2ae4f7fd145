package dev.gatehouse.core.grant;

import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Access that somebody or a rule allowed, for a time. Immutable; times are absolute.
 *
 * @param id unique, as the control service made it
 * @param beneficiary who may use it
 * @param source where
 * @param relations patterns of relation names, such as {@code sales.*} or {@code sales.orders}
 * @param actions what may be done
 * @param unmask tags whose masks are lifted; empty by default
 * @param export what may leave as a file
 * @param rowCap most rows one statement may show, or 0 for no cap of the grant's own
 * @param purpose why, in the requester's words
 * @param ticket the ticket it belongs to, or an empty string
 * @param start from when
 * @param end until when; a session ends then
 * @param approvers names of the people who approved; empty where a rule did
 * @param ruleIds the policy rules under which it was approved
 * @param policyDigest the digest of the policy it was approved under
 * @param approvedStatements digests ({@link StatementDigest}) of the exact texts that a reviewer
 *     approved under this grant
 */
public record Grant(
    String id,
    Principal beneficiary,
    DataSourceId source,
    Set<String> relations,
    Set<Action> actions,
    Set<String> unmask,
    ExportFormat export,
    long rowCap,
    String purpose,
    String ticket,
    Instant start,
    Instant end,
    List<String> approvers,
    List<String> ruleIds,
    String policyDigest,
    Set<String> approvedStatements) {
  public Grant {
    Objects.requireNonNull(id);
    Objects.requireNonNull(beneficiary);
    Objects.requireNonNull(source);
    relations = Set.copyOf(relations);
    actions = Set.copyOf(actions);
    unmask = Set.copyOf(unmask);
    Objects.requireNonNull(export);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(ticket);
    Objects.requireNonNull(start);
    Objects.requireNonNull(end);
    approvers = List.copyOf(approvers);
    ruleIds = List.copyOf(ruleIds);
    Objects.requireNonNull(policyDigest);
    approvedStatements = Set.copyOf(approvedStatements);
  }

  /** A grant under which no statement was approved by itself. */
  public Grant(
      String id,
      Principal beneficiary,
      DataSourceId source,
      Set<String> relations,
      Set<Action> actions,
      Set<String> unmask,
      ExportFormat export,
      long rowCap,
      String purpose,
      String ticket,
      Instant start,
      Instant end,
      List<String> approvers,
      List<String> ruleIds,
      String policyDigest) {
    this(
        id,
        beneficiary,
        source,
        relations,
        actions,
        unmask,
        export,
        rowCap,
        purpose,
        ticket,
        start,
        end,
        approvers,
        ruleIds,
        policyDigest,
        Set.of());
  }

  /** The same grant, with those statements approved. */
  public Grant withApprovedStatements(Set<String> digests) {
    return new Grant(
        id,
        beneficiary,
        source,
        relations,
        actions,
        unmask,
        export,
        rowCap,
        purpose,
        ticket,
        start,
        end,
        approvers,
        ruleIds,
        policyDigest,
        digests);
  }

  /** Whether the grant holds at that instant: start included, end excluded. */
  public boolean holdsAt(Instant now) {
    return !now.isBefore(start) && now.isBefore(end);
  }
}

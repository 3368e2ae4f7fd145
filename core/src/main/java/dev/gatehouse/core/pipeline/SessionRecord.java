package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditEvent.MaskRecord;
import dev.gatehouse.core.audit.AuditEvent.RuleRecord;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.policy.Words;
import dev.gatehouse.core.sql.Fingerprint;
import dev.gatehouse.core.sql.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the session does, as events; each call returns when its event is durable. */
final class SessionRecord {
  /** Most characters kept of a text that was refused before its size was known to be bounded. */
  private static final int MAX_REFUSED_TEXT = 20_000;

  private final SessionParts parts;

  SessionRecord(SessionParts parts) {
    this.parts = parts;
  }

  void opened() throws AuditUnavailableException {
    Principal principal = parts.principal();
    Grant grant = parts.grant();
    append(
        new AuditEvent.SessionOpened(
            now(),
            parts.sessionId(),
            principal.issuer(),
            principal.subject(),
            principal.name(),
            principal.humanBehind().map(human -> human.issuer() + " " + human.subject()),
            parts.client().device(),
            parts.client().host(),
            parts.client().appVersion(),
            grant.id(),
            grant.approvers(),
            grant.purpose(),
            parts.policy().digest(),
            grant.source().name(),
            grant.source().environment().policyName()));
  }

  /** A refused statement: its intent, and that nothing ran. */
  StatementLog refused(long statement, String sql, Refusal refusal)
      throws AuditUnavailableException {
    String text =
        sql.length() <= MAX_REFUSED_TEXT ? sql : sql.substring(0, MAX_REFUSED_TEXT) + " …";
    return intent(
        new AuditEvent.StatementIntent(
            now(),
            statement,
            text,
            Optional.empty(),
            "",
            "refuse",
            refusal.sentence(),
            List.of(),
            List.of(),
            Optional.empty()));
  }

  /** A decided statement: durable when this returns. */
  StatementLog decided(long statement, AnalysisResult.Understood understood, Decision decision)
      throws AuditUnavailableException {
    Optional<Obligations> obligations = obligations(decision);
    return intent(
        new AuditEvent.StatementIntent(
            now(),
            statement,
            understood.statement().original(),
            obligations.map(any -> understood.statement().text()),
            Fingerprint.of(understood.statement()),
            effect(decision),
            decision.reason(),
            decision.verdicts().stream()
                .map(v -> new RuleRecord(v.ruleId(), Words.word(v.outcome()), v.why()))
                .toList(),
            obligations.map(SessionRecord::masks).orElse(List.of()),
            obligations.map(o -> Words.word(o.role()))));
  }

  private StatementLog intent(AuditEvent.StatementIntent intent) throws AuditUnavailableException {
    append(intent);
    return new StatementLog(this, intent.statement());
  }

  void closed(String reason) throws AuditUnavailableException {
    if (reason.equals("expired") || reason.equals("revoked")) {
      append(new AuditEvent.GrantChanged(now(), parts.grant().id(), reason));
    }
    append(new AuditEvent.SessionClosed(now(), reason));
  }

  void append(AuditEvent event) throws AuditUnavailableException {
    parts.audit().append(event);
  }

  Instant now() {
    return parts.clock().instant();
  }

  static Optional<Obligations> obligations(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> Optional.of(allow.obligations());
      case Decision.AllowMasked masked -> Optional.of(masked.obligations());
      case Decision.Confirm confirm -> Optional.of(confirm.obligations());
      case Decision.NeedsApproval approval -> Optional.empty();
      case Decision.Deny deny -> Optional.empty();
    };
  }

  private static String effect(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "allow";
      case Decision.AllowMasked masked -> "allow_masked";
      case Decision.Confirm confirm -> "confirm";
      case Decision.NeedsApproval approval -> "needs_approval";
      case Decision.Deny deny -> "deny";
    };
  }

  private static List<MaskRecord> masks(Obligations obligations) {
    return obligations.masks().stream()
        .filter(mask -> mask.mask() != MaskKind.NONE)
        .map(m -> new MaskRecord(m.position(), m.column(), m.mask().policyName(), m.rule()))
        .toList();
  }
}

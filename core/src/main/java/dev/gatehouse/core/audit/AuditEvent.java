package dev.gatehouse.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a session. Never holds a raw masked value, a password or a token. A
 * statement's events carry its number, counted from 1 within the session.
 */
public sealed interface AuditEvent {
  /** When, by the client's clock. */
  Instant at();

  /**
   * The session begins: who, where, under which authority, on what.
   *
   * @param sessionId the control service's session ticket
   * @param issuer the principal's issuer
   * @param subject the principal's subject
   * @param name the principal's readable name
   * @param humanBehind {@code issuer subject} of the person behind an agent
   * @param device thumbprint of the device key (RFC 7638)
   * @param host the machine's name
   * @param appVersion the version of Gatehouse
   * @param grantId the grant
   * @param approvers who approved it
   * @param purpose why
   * @param policyDigest the policy in force
   * @param source the data source's name
   * @param environment its environment, as a policy names it
   */
  record SessionOpened(
      Instant at,
      String sessionId,
      String issuer,
      String subject,
      String name,
      Optional<String> humanBehind,
      String device,
      String host,
      String appVersion,
      String grantId,
      List<String> approvers,
      String purpose,
      String policyDigest,
      String source,
      String environment)
      implements AuditEvent {}

  /**
   * A statement and what was decided of it. For a statement that runs, this is its intent, and is
   * durable before the driver sees it. A refused one has an effect of {@code refuse}.
   *
   * @param statement its number
   * @param text the person's own text
   * @param sentText what is sent to the server; empty where nothing is
   * @param fingerprint SHA-256 in hex over the sent text with literals blanked
   * @param effect {@code allow}, {@code allow_masked}, {@code confirm}, {@code needs_approval},
   *     {@code deny} or {@code refuse}
   * @param reason the sentence the person read
   * @param rules every rule's verdict, as {@code id outcome why}
   * @param masks the masks by output position
   * @param role {@code plain} or {@code sensitive}; empty where nothing runs
   */
  record StatementIntent(
      Instant at,
      long statement,
      String text,
      Optional<String> sentText,
      String fingerprint,
      String effect,
      String reason,
      List<RuleRecord> rules,
      List<MaskRecord> masks,
      Optional<String> role)
      implements AuditEvent {}

  /** A confirmation that was shown, and what was answered. */
  record ConfirmationAnswered(
      Instant at, long statement, String question, long measuredRows, boolean confirmed)
      implements AuditEvent {}

  /**
   * A bounded part of the masked result, as it was shown. A null cell is SQL NULL.
   *
   * @param firstRow 0-based number of the first row held here
   * @param truncated whether rows or cells were left out because of the bounds
   */
  record ResultSnapshot(
      Instant at,
      long statement,
      long firstRow,
      List<String> columns,
      List<List<@Nullable String>> rows,
      boolean truncated)
      implements AuditEvent {}

  /**
   * A statement ended. An intent without it reads "outcome unknown".
   *
   * @param outcome {@code done}, {@code failed}, {@code cancelled} or {@code not_run}
   * @param sqlState empty where it succeeded
   * @param message the redacted message; empty where it succeeded
   * @param rows rows shown or written
   * @param durationMillis from sending to the last row read
   */
  record StatementResult(
      Instant at,
      long statement,
      String outcome,
      String sqlState,
      String message,
      long rows,
      long durationMillis)
      implements AuditEvent {}

  /** Cells were copied or rows exported. */
  record DataLeft(Instant at, long statement, String how, long rows) implements AuditEvent {}

  /** Something about the grant: renewed, revoked, expired. */
  record GrantChanged(Instant at, String grantId, String change) implements AuditEvent {}

  /** The session ends, and why: {@code signed_out}, {@code expired}, {@code revoked}, … */
  record SessionClosed(Instant at, String reason) implements AuditEvent {}

  /** A rule's verdict. */
  record RuleRecord(String id, String outcome, String why) {}

  /** A column's mask. */
  record MaskRecord(int position, String column, String mask, String rule) {}
}

package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.execution.StatementExecutor;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.masking.MaskKey;
import dev.gatehouse.core.policy.PolicySet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a session is made of. The session owns the executor and the audit sink, and closes both.
 *
 * @param sessionId the control service's session ticket
 * @param principal who acts
 * @param grant a verified grant
 * @param policy the policy in force
 * @param maskKey the grant's key of the {@code hash} mask
 * @param analyzer for the catalog's dialect
 * @param catalog the schema to begin with
 * @param refreshedCatalog reads the schema again, after a statement changed it; where that fails
 *     with a RuntimeException, the session ends
 * @param executor under the grant's two roles
 * @param audit the session's record
 * @param clock the present
 * @param grantValidUntil when the latest token of the grant expires; empty where there is no valid
 *     one, which ends the session
 * @param approvedStatements digests of the exact texts that a reviewer has approved by now ({@link
 *     dev.gatehouse.core.grant.StatementDigest}), as the latest token of the grant names them
 * @param ended told once, with the reason, when the session is over; called on any thread
 * @param client where it runs
 */
public record SessionParts(
    String sessionId,
    Principal principal,
    Grant grant,
    PolicySet policy,
    MaskKey maskKey,
    StatementAnalyzer analyzer,
    CatalogSnapshot catalog,
    Supplier<CatalogSnapshot> refreshedCatalog,
    StatementExecutor executor,
    AuditSink audit,
    InstantSource clock,
    Supplier<Optional<Instant>> grantValidUntil,
    Supplier<Set<String>> approvedStatements,
    Consumer<String> ended,
    ClientInfo client) {
  public SessionParts {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(principal);
    Objects.requireNonNull(grant);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(maskKey);
    Objects.requireNonNull(analyzer);
    Objects.requireNonNull(catalog);
    Objects.requireNonNull(refreshedCatalog);
    Objects.requireNonNull(executor);
    Objects.requireNonNull(audit);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(grantValidUntil);
    Objects.requireNonNull(approvedStatements);
    Objects.requireNonNull(ended);
    Objects.requireNonNull(client);
  }

  /** A session in which only the statements count as approved that the grant names at its start. */
  public SessionParts(
      String sessionId,
      Principal principal,
      Grant grant,
      PolicySet policy,
      MaskKey maskKey,
      StatementAnalyzer analyzer,
      CatalogSnapshot catalog,
      Supplier<CatalogSnapshot> refreshedCatalog,
      StatementExecutor executor,
      AuditSink audit,
      InstantSource clock,
      Supplier<Optional<Instant>> grantValidUntil,
      Consumer<String> ended,
      ClientInfo client) {
    this(
        sessionId,
        principal,
        grant,
        policy,
        maskKey,
        analyzer,
        catalog,
        refreshedCatalog,
        executor,
        audit,
        clock,
        grantValidUntil,
        grant::approvedStatements,
        ended,
        client);
  }
}

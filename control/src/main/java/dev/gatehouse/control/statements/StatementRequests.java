package dev.gatehouse.control.statements;

import dev.gatehouse.control.api.StatementRequest;
import dev.gatehouse.control.api.StatementRequestView;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.minting.MintingException;
import dev.gatehouse.control.minting.SourceCatalogs;
import dev.gatehouse.control.policies.Policies;
import dev.gatehouse.control.sources.Sources;
import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.Decider;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.grant.StatementDigest;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.Words;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Asking for the approval of one exact statement. The service reads the statement itself, under the
 * policy in force, so that a reviewer is shown what it does and not what its sender says.
 * Thread-safe.
 */
final class StatementRequests {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST_BYTES = 48 * 1024;
  private static final int MOST_COMMENT = 1_000;

  /** A grant's token names each approved one, and a token has its bounds. */
  private static final int MOST_OF_A_GRANT = 100;

  /** Finds the active grant of that id that the caller may use now. */
  interface ActiveGrants {
    Optional<Grant> find(Caller caller, String grantId);
  }

  private final StatementStore store;
  private final ActiveGrants grants;
  private final Sources sources;
  private final Policies policies;
  private final Duration lapsesAfter;
  private final InstantSource clock;
  private final SourceCatalogs catalogs = new SourceCatalogs();

  StatementRequests(
      StatementStore store,
      ActiveGrants grants,
      Sources sources,
      Policies policies,
      Duration lapsesAfter,
      InstantSource clock) {
    this.store = store;
    this.grants = grants;
    this.sources = sources;
    this.policies = policies;
    this.lapsesAfter = lapsesAfter;
    this.clock = clock;
  }

  /** Files a request, or finds the one that stands for the same text already. */
  StatementRow request(Caller caller, String grantId, StatementRequest request) {
    String text = checked(request);
    String comment = request.comment() == null ? "" : request.comment().strip();
    Grant grant =
        grants
            .find(caller, grantId)
            .orElseThrow(
                () ->
                    ProblemException.grantNotActive(
                        "There is no active grant of yours by that id; open the session again."));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    PolicySet policy = policies.inForce();
    StatementRequestView view = understood(grant, text, comment, policy, now);
    return store.inTransaction(
        handle -> {
          Optional<StatementRow> standing = store.open(handle, grantId, view.digest());
          if (standing.isPresent()) {
            return standing.get();
          }
          if (store.countOf(handle, grantId) >= MOST_OF_A_GRANT) {
            throw ProblemException.refused(
                "Approval was asked for 100 statements under this grant, which is the most; ask"
                    + " for another grant.");
          }
          store.insert(handle, view, caller.principal(), policy.digest());
          return store
              .open(handle, grantId, view.digest())
              .orElseThrow(
                  () -> ProblemException.conflict("The request was decided in the meantime."));
        });
  }

  private static String checked(StatementRequest request) {
    String text = request.statement();
    if (text == null || text.isBlank()) {
      throw ProblemException.badRequest("Send the statement's exact text in 'statement'.");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES || text.indexOf('\0') >= 0) {
      throw ProblemException.badRequest(
          "A statement that is approved by itself has at most 48 KiB and no NUL.");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw ProblemException.badRequest("The statement is not valid Unicode.");
    }
    if (request.comment() != null && request.comment().length() > MOST_COMMENT) {
      throw ProblemException.badRequest("The comment may hold 1,000 characters at most.");
    }
    return text;
  }

  private StatementRequestView understood(
      Grant grant, String text, String comment, PolicySet policy, Instant now) {
    CatalogSnapshot catalog;
    try {
      catalog = catalogs.read(sources.named(grant.source().name()));
    } catch (MintingException e) {
      throw ProblemException.unavailable(
          "The data source's schema cannot be read, so the statement is not understood; try"
              + " again.");
    }
    Facts facts =
        switch (Analyzers.forDialect(grant.source().dialect()).analyze(text, catalog)) {
          case AnalysisResult.Refused refused ->
              throw ProblemException.refused(refused.refusal().sentence());
          case AnalysisResult.Understood understood -> understood.facts();
        };
    Decision decision =
        new Decider(policy, catalog).decide(facts, grant.beneficiary(), grant, false, now);
    return switch (decision) {
      case Decision.NeedsApproval needs -> view(grant, text, comment, facts, needs.reason(), now);
      case Decision.Deny deny -> throw ProblemException.refused(deny.reason());
      case Decision.Allow allow -> throw noNeed();
      case Decision.AllowMasked masked -> throw noNeed();
      case Decision.Confirm confirm -> throw noNeed();
    };
  }

  private static ProblemException noNeed() {
    return ProblemException.refused(
        "The statement needs no approval under the policy in force; open the session again and run"
            + " it.");
  }

  private StatementRequestView view(
      Grant grant, String text, String comment, Facts facts, String reason, Instant now) {
    Instant unanswered = now.plus(lapsesAfter);
    return new StatementRequestView(
        newId(),
        grant.id(),
        "requested",
        grant.beneficiary().name(),
        grant.source().name(),
        grant.source().environment().policyName(),
        grant.purpose(),
        grant.ticket(),
        text,
        StatementDigest.of(text),
        Words.word(facts.kind()),
        names(facts.reads()),
        names(facts.writes().stream().map(WriteTarget::relation).toList()),
        facts.destructive(),
        reason,
        comment,
        now,
        unanswered.isBefore(grant.end()) ? unanswered : grant.end(),
        null,
        null,
        "");
  }

  private static List<String> names(Collection<RelationName> relations) {
    return relations.stream().map(RelationName::toString).sorted().distinct().toList();
  }

  private static String newId() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.policies.Policies;
import dev.gatehouse.control.sources.Sources;
import dev.gatehouse.core.decision.GrantDecider;
import dev.gatehouse.core.decision.GrantRequestFacts;
import dev.gatehouse.core.decision.RequestDecision;
import dev.gatehouse.core.decision.RequestDecision.Demand;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Asking for access: what the policy says of a request is applied at once. Thread-safe. */
final class GrantRequests {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final GrantStore store;
  private final Sources sources;
  private final Policies policies;
  private final GrantNotices notices;
  private final InstantSource clock;

  GrantRequests(
      GrantStore store,
      Sources sources,
      Policies policies,
      GrantNotices notices,
      InstantSource clock) {
    this.store = store;
    this.sources = sources;
    this.policies = policies;
    this.notices = notices;
    this.clock = clock;
  }

  /** Files a request; a rule may approve or deny it at once. */
  GrantRow request(Caller caller, GrantRequest request) {
    Instant now = now();
    GrantTerms terms = terms(caller, request, now);
    RequestDecision decision = decide(caller, terms, now);
    GrantRow row = row(newId(), caller, terms, decision, now);
    GrantRow result =
        store.inTransaction(
            handle -> {
              store.insert(handle, row, Actor.of(caller));
              return settle(handle, row, decision, now);
            });
    notices.changed(result);
    return result;
  }

  /** Files a request anew under the same id; approvals of the old terms count no more. */
  GrantRow edit(Caller caller, String id, GrantRequest request) {
    Instant now = now();
    GrantTerms terms = terms(caller, request, now);
    RequestDecision decision = decide(caller, terms, now);
    GrantRow result =
        store.inTransaction(
            handle -> {
              GrantRow held =
                  store
                      .lock(handle, id)
                      .filter(found -> found.isOf(caller))
                      .orElseThrow(GrantAnswers::unknown);
              if (held.state() != GrantState.REQUESTED) {
                throw GrantAnswers.notIn(held, "edited");
              }
              GrantRow edited = row(id, caller, terms, decision, now);
              store.edit(handle, edited, Actor.of(caller), now);
              return settle(
                  handle, store.find(handle, id).orElseThrow(GrantAnswers::unknown), decision, now);
            });
    notices.changed(result);
    return result;
  }

  private GrantTerms terms(Caller caller, GrantRequest request, Instant now) {
    GrantTerms terms = GrantRequestCheck.check(request, now);
    if (terms.breakGlass() && caller.principal().humanBehind().isPresent()) {
      throw ProblemException.notPermitted("Only people break the glass; an agent may not.");
    }
    if (terms.extended().isEmpty()) {
      return terms;
    }
    GrantRow old =
        store
            .find(terms.extended().get())
            .filter(found -> found.isOf(caller))
            .orElseThrow(GrantAnswers::unknown);
    boolean running = old.state() == GrantState.APPROVED || old.state() == GrantState.ACTIVE;
    if (!running || old.isOverAt(now)) {
      throw GrantAnswers.notIn(old, "extended");
    }
    if (old.terms().breakGlass()) {
      throw ProblemException.conflict(
          "An emergency's access is not extended; ask for access in the ordinary way.");
    }
    if (!terms.reachesAsFarAs(old.terms())) {
      throw ProblemException.refused(
          "An extension reaches exactly as far as the grant that it extends; ask for new access"
              + " instead.");
    }
    return terms.from(old.end().orElseThrow(GrantAnswers::over));
  }

  private GrantRow settle(Handle handle, GrantRow row, RequestDecision decision, Instant now) {
    Optional<GrantChange> change =
        switch (decision) {
          case RequestDecision.Approve approve ->
              Optional.of(GrantChange.approved(row, Actor.SERVICE, approve.reason(), now));
          case RequestDecision.Reject reject ->
              Optional.of(GrantChange.to(GrantState.DENIED, Actor.SERVICE, reject.reason()));
          case RequestDecision.Review review -> Optional.empty();
        };
    change.ifPresent(step -> store.change(handle, row, step, now));
    return store.find(handle, row.id()).orElseThrow(GrantAnswers::unknown);
  }

  private RequestDecision decide(Caller caller, GrantTerms terms, Instant now) {
    SourceConfig source = sources.named(terms.source());
    GrantRequestFacts facts =
        new GrantRequestFacts(
            source.id(),
            Set.copyOf(terms.relations()),
            terms.actions(),
            terms.unmask(),
            terms.export(),
            terms.durationMinutes(),
            terms.purpose(),
            terms.ticket(),
            terms.rowCap(),
            terms.breakGlass());
    return GrantDecider.decide(facts, caller.principal(), policies.inForce(), now);
  }

  private GrantRow row(
      String id, Caller caller, GrantTerms terms, RequestDecision decision, Instant now) {
    int approvals =
        switch (decision) {
          case RequestDecision.Review review -> Math.max(1, review.approvers());
          case RequestDecision.Approve approve -> 0;
          case RequestDecision.Reject reject -> 0;
        };
    List<Demand> demands =
        decision instanceof RequestDecision.Review review ? review.demands() : List.of();
    return new GrantRow(
        id,
        GrantState.REQUESTED,
        1,
        caller.principal(),
        terms,
        sources.named(terms.source()).id().environment().policyName(),
        approvals,
        decision.ruleIds(),
        policies.inForce().digest(),
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        decision.reason(),
        demands,
        Optional.empty(),
        Set.of());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String newId() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.EmergencyReview;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.core.decision.RequestDecision.Demand;
import dev.gatehouse.core.identity.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** Grants in the service's database. Thread-safe; a {@link Handle} stays within one thread. */
final class GrantStore {
  private static final int MOST_LISTED = 500;
  private static final String SELECT =
      "SELECT g.*, ARRAY(SELECT a.name FROM grant_approval a WHERE a.grant_id = g.id AND a.revision"
          + " = g.revision ORDER BY a.at, a.name) AS approvers, ARRAY(SELECT"
          + " to_jsonb(ARRAY[d.rule_id, d.approvers::text, cardinality(d.groups)::text] || d.groups"
          + " || d.subjects)::text FROM grant_demand d WHERE d.grant_id = g.id AND d.revision ="
          + " g.revision ORDER BY d.rule_id) AS demands, ARRAY(SELECT s.digest FROM"
          + " statement_request s WHERE s.grant_id = g.id AND s.state = 'approved') AS"
          + " approved_statements, w.name AS review_name, w.verdict AS review_verdict, w.comment AS"
          + " review_comment, w.at AS review_at FROM access_grant g LEFT JOIN grant_review w ON"
          + " w.grant_id = g.id ";

  private final Jdbi jdbi;

  GrantStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What is done within it is done wholly or not at all. */
  <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
    return jdbi.inTransaction(work);
  }

  /**
   * Does work on a grant while nobody else does, in this process or another; every statement within
   * commits by itself, so that a crash leaves what happened on record.
   */
  <T, X extends Exception> T exclusively(String grantId, HandleCallback<T, X> work) throws X {
    return jdbi.withHandle(
        handle -> {
          handle.execute("SELECT pg_advisory_lock(hashtextextended(?, 0))", grantId);
          try {
            return work.withHandle(handle);
          } finally {
            handle.execute("SELECT pg_advisory_unlock(hashtextextended(?, 0))", grantId);
          }
        });
  }

  void insert(Handle handle, GrantRow row, Actor actor) {
    Update update =
        handle.createUpdate(
            "INSERT INTO access_grant (id, state, revision, issuer, subject, name, groups,"
                + " human_issuer, human_subject, human_name, source, relations, actions, unmask,"
                + " export, row_cap, purpose, ticket, duration_minutes, required_approvals,"
                + " rule_ids, policy_digest, environment, asked_start, break_glass, extends_id,"
                + " requested_at, reason, changed_at, changed_by, changed_by_name) VALUES (:id,"
                + " :state, :revision, :issuer, :subject, :name, :groups, :humanIssuer,"
                + " :humanSubject, :humanName, :source, :relations, :actions, :unmask, :export,"
                + " :rowCap, :purpose, :ticket, :minutes, :required, :rules, :digest, :environment,"
                + " :askedStart, :breakGlass, :extended, :requestedAt, :reason, :requestedAt,"
                + " :actor, :actorName)");
    Principal requester = row.requester();
    Optional<Principal> human = requester.humanBehind();
    bindTerms(update, row)
        .bind("id", row.id())
        .bind("state", row.state().word())
        .bind("revision", row.revision())
        .bind("issuer", requester.issuer())
        .bind("subject", requester.subject())
        .bind("name", requester.name())
        .bind("humanIssuer", human.map(Principal::issuer).orElse(null))
        .bind("humanSubject", human.map(Principal::subject).orElse(null))
        .bind("humanName", human.map(Principal::name).orElse(null))
        .bind("requestedAt", time(row.requestedAt()))
        .bind("reason", row.reason())
        .bind("actor", actor.id())
        .bind("actorName", actor.name())
        .execute();
    insertDemands(handle, row);
  }

  private static void insertDemands(Handle handle, GrantRow row) {
    for (Demand demand : row.demands()) {
      handle
          .createUpdate(
              "INSERT INTO grant_demand (grant_id, revision, rule_id, approvers, groups, subjects)"
                  + " SELECT g.id, g.revision, :rule, :approvers, :groups, :subjects"
                  + " FROM access_grant g WHERE g.id = :id")
          .bind("id", row.id())
          .bind("rule", demand.ruleId())
          .bind("approvers", demand.approvers())
          .bindArray("groups", String.class, demand.by().groups())
          .bindArray("subjects", String.class, demand.by().subjects())
          .execute();
    }
  }

  /** Puts new terms into a request; approvals of the old ones count no more. */
  void edit(Handle handle, GrantRow row, Actor actor, Instant now) {
    Update update =
        handle.createUpdate(
            "UPDATE access_grant SET revision = revision + 1, groups = :groups, source = :source,"
                + " relations = :relations, actions = :actions, unmask = :unmask, export = :export,"
                + " row_cap = :rowCap, purpose = :purpose, ticket = :ticket,"
                + " duration_minutes = :minutes, required_approvals = :required,"
                + " rule_ids = :rules, policy_digest = :digest, environment = :environment,"
                + " asked_start = :askedStart, break_glass = :breakGlass, extends_id = :extended,"
                + " reason = :reason,"
                + " changed_at = :now, changed_by = :actor, changed_by_name = :actorName"
                + " WHERE id = :id AND state = 'requested'");
    int changed =
        bindTerms(update, row)
            .bind("id", row.id())
            .bind("reason", row.reason())
            .bind("now", time(now))
            .bind("actor", actor.id())
            .bind("actorName", actor.name())
            .execute();
    if (changed != 1) {
      throw ProblemException.conflict("The request was decided in the meantime; look at it again.");
    }
    insertDemands(handle, row);
  }

  private static Update bindTerms(Update update, GrantRow row) {
    GrantTerms terms = row.terms();
    return update
        .bindArray("groups", String.class, row.requester().groups())
        .bind("source", terms.source())
        .bindArray("relations", String.class, terms.relations())
        .bindArray("actions", String.class, GrantWords.actions(terms.actions()))
        .bindArray("unmask", String.class, terms.unmask())
        .bind("export", GrantWords.export(terms.export()))
        .bind("rowCap", terms.rowCap())
        .bind("environment", row.environment())
        .bind("askedStart", terms.start().map(GrantStore::time).orElse(null))
        .bind("breakGlass", terms.breakGlass())
        .bind("extended", terms.extended().orElse(null))
        .bind("purpose", terms.purpose())
        .bind("ticket", terms.ticket())
        .bind("minutes", terms.durationMinutes())
        .bind("required", row.requiredApprovals())
        .bindArray("rules", String.class, row.ruleIds())
        .bind("digest", row.policyDigest());
  }

  Optional<GrantRow> find(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "WHERE g.id = :id")
        .bind("id", id)
        .map(GrantRows::read)
        .findOne();
  }

  Optional<GrantRow> find(String id) {
    return jdbi.withHandle(handle -> find(handle, id));
  }

  /** The grant, locked until the transaction ends. */
  Optional<GrantRow> lock(Handle handle, String id) {
    handle
        .createQuery("SELECT id FROM access_grant WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
    return find(handle, id);
  }

  /** The person's own, newest first. */
  List<GrantRow> ofRequester(Caller caller) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "WHERE g.issuer = :issuer AND g.subject = :subject"
                        + " ORDER BY g.requested_at DESC LIMIT "
                        + MOST_LISTED)
                .bind("issuer", caller.principal().issuer())
                .bind("subject", caller.principal().subject())
                .map(GrantRows::read)
                .list());
  }

  /** Emergencies that were granted and not reviewed, oldest first. */
  List<GrantRow> emergenciesToReview() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "WHERE g.break_glass AND g.end_at IS NOT NULL AND w.at IS NULL"
                        + " AND g.state NOT IN ('withdrawn', 'lapsed')"
                        + " ORDER BY g.requested_at LIMIT "
                        + MOST_LISTED)
                .map(GrantRows::read)
                .list());
  }

  /** Notes what was said of an emergency. */
  void review(
      Handle handle, GrantRow row, Principal reviewer, EmergencyReview review, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO grant_review (grant_id, issuer, subject, name, verdict, comment, at)"
                + " VALUES (:id, :issuer, :subject, :name, :verdict, :comment, :now)")
        .bind("id", row.id())
        .bind("issuer", reviewer.issuer())
        .bind("subject", reviewer.subject())
        .bind("name", reviewer.name())
        .bind("verdict", review.verdict())
        .bind("comment", review.comment().strip())
        .bind("now", time(now))
        .execute();
  }

  /** All in one of these states, oldest first. */
  List<GrantRow> inStates(List<GrantState> states) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE g.state = ANY (:states) ORDER BY g.requested_at")
                .bindArray("states", String.class, states.stream().map(GrantState::word).toList())
                .map(GrantRows::read)
                .list());
  }

  /**
   * Records an approval.
   *
   * @return whether nothing more is demanded now, or empty where this person had approved already
   */
  Optional<Boolean> approve(
      Handle handle, GrantRow row, Principal reviewer, String comment, Instant now) {
    int added =
        handle
            .createUpdate(
                "INSERT INTO grant_approval (grant_id, revision, issuer, subject, name, groups,"
                    + " comment, at) VALUES (:id, :revision, :issuer, :subject, :name, :groups,"
                    + " :comment, :now)"
                    + " ON CONFLICT DO NOTHING")
            .bind("id", row.id())
            .bind("revision", row.revision())
            .bind("issuer", reviewer.issuer())
            .bind("subject", reviewer.subject())
            .bind("name", reviewer.name())
            .bindArray("groups", String.class, reviewer.groups())
            .bind("comment", comment)
            .bind("now", time(now))
            .execute();
    if (added == 0) {
      return Optional.empty();
    }
    return Optional.of(
        handle
            .createQuery(
                "SELECT count(*) >= :required AND unmet_demand(:id, :revision) IS NULL"
                    + " FROM grant_approval WHERE grant_id = :id AND revision = :revision")
            .bind("required", row.requiredApprovals())
            .bind("id", row.id())
            .bind("revision", row.revision())
            .mapTo(Boolean.class)
            .one());
  }

  /** Whether that reviewer and who asked approve each other's requests, directly or in a ring. */
  boolean closesCircle(Handle handle, GrantRow row, Principal reviewer, Instant now) {
    Principal asker = row.requester().humanBehind().orElse(row.requester());
    return handle
        .createQuery(
            "SELECT approval_closes_circle(:issuer, :subject, :ofIssuer, :ofSubject, :now)")
        .bind("issuer", reviewer.issuer())
        .bind("subject", reviewer.subject())
        .bind("ofIssuer", asker.issuer())
        .bind("ofSubject", asker.subject())
        .bind("now", time(now))
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Moves a grant on.
   *
   * @throws ProblemException where it is not in that state any more
   * @throws IllegalArgumentException where the states do not follow each other
   */
  void change(Handle handle, GrantRow row, GrantChange change, Instant now) {
    if (!row.state().next().contains(change.to())) {
      throw new IllegalArgumentException(
          "A grant does not go from " + row.state().word() + " to " + change.to().word() + ".");
    }
    int changed =
        handle
            .createUpdate(
                "UPDATE access_grant SET state = :to, reason = :reason, start_at = coalesce(:start,"
                    + " start_at), end_at = coalesce(:end, end_at), changed_at = :now, changed_by ="
                    + " :actor, changed_by_name = :actorName WHERE id = :id AND state = :from AND"
                    + " revision = :revision")
            .bind("to", change.to().word())
            .bind("reason", change.reason())
            .bind("start", change.start().map(GrantStore::time).orElse(null))
            .bind("end", change.end().map(GrantStore::time).orElse(null))
            .bind("now", time(now))
            .bind("actor", change.actor().id())
            .bind("actorName", change.actor().name())
            .bind("id", row.id())
            .bind("from", row.state().word())
            .bind("revision", row.revision())
            .execute();
    if (changed != 1) {
      throw ProblemException.conflict("The grant changed in the meantime; look at it again.");
    }
  }

  /** Notes for whose key and under which policy the roles stand. */
  void minted(Handle handle, String id, String keyThumbprint, String policyDigest) {
    handle
        .createUpdate(
            "UPDATE access_grant SET key_thumbprint = :key, minted_digest = :digest WHERE id = :id")
        .bind("key", keyThumbprint)
        .bind("digest", policyDigest)
        .bind("id", id)
        .execute();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

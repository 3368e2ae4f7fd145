package dev.gatehouse.control.grants;

import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
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
      "SELECT g.*, ARRAY(SELECT a.name FROM grant_approval a WHERE a.grant_id = g.id"
          + " AND a.revision = g.revision ORDER BY a.at, a.name) AS approvers FROM access_grant g ";

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
                + " rule_ids, policy_digest, requested_at, reason, changed_at, changed_by,"
                + " changed_by_name) VALUES (:id, :state, :revision, :issuer, :subject, :name,"
                + " :groups, :humanIssuer, :humanSubject, :humanName, :source, :relations,"
                + " :actions, :unmask, :export, :rowCap, :purpose, :ticket, :minutes, :required,"
                + " :rules, :digest, :requestedAt, :reason, :requestedAt, :actor, :actorName)");
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
  }

  /** Puts new terms into a request; approvals of the old ones count no more. */
  void edit(Handle handle, GrantRow row, Actor actor, Instant now) {
    Update update =
        handle.createUpdate(
            "UPDATE access_grant SET revision = revision + 1, groups = :groups, source = :source,"
                + " relations = :relations, actions = :actions, unmask = :unmask, export = :export,"
                + " row_cap = :rowCap, purpose = :purpose, ticket = :ticket,"
                + " duration_minutes = :minutes, required_approvals = :required,"
                + " rule_ids = :rules, policy_digest = :digest, reason = :reason,"
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
        .bind("rowCap", row.rowCap())
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
   * @return how many people have approved this revision now, or empty where this person had already
   */
  Optional<Integer> approve(
      Handle handle, GrantRow row, Principal reviewer, String comment, Instant now) {
    int added =
        handle
            .createUpdate(
                "INSERT INTO grant_approval (grant_id, revision, issuer, subject, name, comment,"
                    + " at) VALUES (:id, :revision, :issuer, :subject, :name, :comment, :now)"
                    + " ON CONFLICT DO NOTHING")
            .bind("id", row.id())
            .bind("revision", row.revision())
            .bind("issuer", reviewer.issuer())
            .bind("subject", reviewer.subject())
            .bind("name", reviewer.name())
            .bind("comment", comment)
            .bind("now", time(now))
            .execute();
    if (added == 0) {
      return Optional.empty();
    }
    return Optional.of(
        handle
            .createQuery(
                "SELECT count(*) FROM grant_approval WHERE grant_id = :id AND revision = :revision")
            .bind("id", row.id())
            .bind("revision", row.revision())
            .mapTo(Integer.class)
            .one());
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

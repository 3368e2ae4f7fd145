package dev.gatehouse.control.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.config.DatabaseConfig;
import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.StartupException;
import dev.gatehouse.control.database.ControlDatabase;
import dev.gatehouse.postgres.EphemeralPostgres;
import dev.gatehouse.postgres.EphemeralPostgres.Database;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The database refuses what the code refuses, whoever writes to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatesTest {
  private ControlDatabase control;
  private Jdbi jdbi;
  private int next;

  @BeforeAll
  void migrate() throws StartupException {
    Database database = EphemeralPostgres.shared().newDatabase();
    control =
        ControlDatabase.open(
            new DatabaseConfig(
                database.jdbcUrl(),
                database.server().superuser(),
                Secret.of("the test's", () -> database.server().password())));
    jdbi = control.jdbi();
  }

  @AfterAll
  void close() {
    control.close();
  }

  @Test
  void codeAndDatabaseHoldTheSameTransitions() {
    Set<String> inCode = new HashSet<>();
    for (GrantState from : GrantState.values()) {
      from.next().forEach(to -> inCode.add(from.word() + " " + to.word()));
    }
    List<String> inDatabase =
        jdbi.withHandle(
            h ->
                h.createQuery("SELECT from_state || ' ' || to_state FROM grant_transition")
                    .mapTo(String.class)
                    .list());
    assertThat(inDatabase).containsExactlyInAnyOrderElementsOf(inCode);
  }

  @Test
  void everyIllegalTransitionIsRefusedByTheDatabase() {
    Map<GrantState, List<GrantState>> paths = shortestPaths();
    assertThat(paths.keySet()).containsExactlyInAnyOrder(GrantState.values());
    int refused = 0;
    for (GrantState from : GrantState.values()) {
      for (GrantState to : GrantState.values()) {
        if (from != to && !from.next().contains(to)) {
          String id = walk(paths.getOrDefault(from, List.of()));
          assertThatThrownBy(() -> jdbi.useHandle(h -> move(h, id, to)))
              .as(from + " to " + to)
              .hasMessageContaining("cannot go from " + from.word() + " to " + to.word());
          refused++;
        }
      }
    }
    assertThat(refused).isEqualTo(11 * 10 - 16);
  }

  @Test
  void aGrantBeginsAsARequest() {
    assertThatThrownBy(() -> insert("active")).hasMessageContaining("must begin as a request");
  }

  @Test
  void timesAreSetOnceAndNeverLongerThanAskedFor() {
    String id = walk(List.of(GrantState.APPROVED, GrantState.ACTIVATING, GrantState.ACTIVE));
    refused("UPDATE access_grant SET end_at = end_at + interval '1 minute' WHERE id = ?", id);
    String fresh = insert("requested");
    refused(
        "UPDATE access_grant SET state = 'approved', start_at = now(), end_at = now() + interval"
            + " '31 minutes' WHERE id = ?",
        fresh);
  }

  @Test
  void anApprovedGrantCannotBeWidened() {
    String id = walk(List.of(GrantState.APPROVED));
    refused("UPDATE access_grant SET actions = '{read,delete}' WHERE id = ?", id);
    refused("UPDATE access_grant SET subject = 'mallory' WHERE id = ?", id);
    refused("UPDATE access_grant SET required_approvals = 0, revision = 2 WHERE id = ?", id);
  }

  @Test
  void aRequestIsNotEditedWithoutANewRevision() {
    String id = insert("requested");
    refused("UPDATE access_grant SET actions = '{read,delete}' WHERE id = ?", id);
  }

  @Test
  void approvalsThatAreMissingCannotBeSkipped() {
    String id = insert("requested");
    refused("UPDATE access_grant SET required_approvals = 2, revision = 2 WHERE id = ?", id, true);
    assertThatThrownBy(() -> jdbi.useHandle(h -> move(h, id, GrantState.APPROVED)))
        .hasMessageContaining("has 0 of 2 approvals");
  }

  @Test
  void theRequesterCannotApproveEvenPastTheCode() {
    String id = insert("requested");
    assertThatThrownBy(() -> approve(id, "ann")).hasMessageContaining("by who asked for it");
    assertThatThrownBy(() -> approve(id, "human-of-ann"))
        .hasMessageContaining("by who asked for it");
    approve(id, "rex");
    assertThatThrownBy(() -> approve(id, "rex")).isInstanceOf(JdbiException.class);
  }

  @Test
  void whatHappenedStaysOnRecord() {
    String id = walk(List.of(GrantState.APPROVED, GrantState.ACTIVATING, GrantState.ACTIVE));
    List<String> events =
        jdbi.withHandle(
            h ->
                h.createQuery(
                        "SELECT to_state FROM grant_event WHERE grant_id = :id ORDER BY number")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list());
    assertThat(events).containsExactly("requested", "approved", "activating", "active");
    refused("DELETE FROM access_grant WHERE id = ?", id);
    refused("DELETE FROM grant_event WHERE grant_id = ?", id);
    refused("UPDATE grant_event SET actor = 'x' WHERE grant_id = ?", id);
  }

  @Test
  void nothingIsMintedOutsideOfTheGrantsTime() {
    String over = walk(List.of(GrantState.APPROVED));
    refused("UPDATE access_grant SET state = 'activating', changed_at = end_at WHERE id = ?", over);
    refused(
        "UPDATE access_grant SET state = 'activating', changed_at = start_at - interval '1 second'"
            + " WHERE id = ?",
        over);
  }

  @Test
  void aWindowThatWasAskedForEndsWhenItWasAskedTo() {
    String id = insert("requested");
    edit("asked_start = now() + interval '1 hour'", id);
    String approve =
        "UPDATE access_grant SET state = 'approved', start_at = %s, end_at = %s WHERE id = ?";
    refused(approve.formatted("now()", "now() + interval '30 minutes'"), id);
    refused(
        approve.formatted(
            "asked_start + interval '10 minutes'", "asked_start + interval '40 minutes'"),
        id);
    refused(
        approve.formatted(
            "asked_start + interval '10 minutes'", "asked_start + interval '30 minutes'"),
        id,
        true);
  }

  @Test
  void anEmergencyIsShortAndOnlyItIsReviewed() {
    String id = insert("requested");
    edit("break_glass = true, human_subject = human_subject, duration_minutes = 31", id);
    refused(
        "UPDATE access_grant SET state = 'approved', start_at = now(), end_at = now() WHERE id = ?",
        id);
    String plain = walk(List.of(GrantState.APPROVED, GrantState.ENDED));
    refused(
        "INSERT INTO grant_review (grant_id, issuer, subject, name, verdict, comment, at) VALUES"
            + " (?, 'i', 'rex', 'R', 'justified', 'c', now())",
        plain);
  }

  @Test
  void writesInProductionAndUnmaskedDataAreForAnHourAtMost() {
    for (String terms :
        List.of("environment = 'prod', actions = '{read,ddl}'", "unmask = '{pii.email}'")) {
      String id = insert("requested");
      edit("duration_minutes = 61, " + terms, id);
      refused(
          "UPDATE access_grant SET state = 'approved', start_at = now(), end_at = now() WHERE id ="
              + " ?",
          id);
    }
  }

  @Test
  void whatARuleDemandsCannotBeSkippedOrAddedLater() {
    String id = insert("requested");
    demand(id);
    approve(id, "rex");
    assertThatThrownBy(() -> jdbi.useHandle(h -> move(h, id, GrantState.APPROVED)))
        .hasMessageContaining("lacks what rule leads demands");
    approve(id, "lea");
    jdbi.useHandle(h -> move(h, id, GrantState.APPROVED));
    assertThatThrownBy(() -> demand(id)).hasMessageContaining("takes no further demand");
    refused("UPDATE grant_demand SET approvers = 9 WHERE grant_id = ?", id);
    refused("DELETE FROM grant_demand WHERE grant_id = ?", id);
  }

  private void demand(String id) {
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO grant_demand (grant_id, revision, rule_id, approvers, groups, subjects)"
                    + " VALUES (?, 1, 'leads', 1, '{}', '{lea}')",
                id));
  }

  @Test
  void anExtensionIsOfOnesOwnGrantWithTheSameTermsAndGoesOnWhereItEnds() {
    String old = walk(List.of(GrantState.APPROVED));
    String extend = "extends_id = '" + old + "', asked_start = ";
    String end = "(SELECT end_at FROM access_grant WHERE id = '" + old + "')";
    for (String wrong :
        List.of(
            extend + "now()",
            extend + end + ", relations = '{*.*}'",
            extend + end + ", row_cap = 5")) {
      refused(
          "UPDATE access_grant SET revision = 2, " + wrong + " WHERE id = ?", insert("requested"));
    }
    edit(extend + end, insert("requested"));
  }

  @Test
  void approvalsThatCloseACircleAreRefused() {
    String ofAnn = insert("requested", "ann-1", null);
    String ofBob = insert("requested", "bob-1", null);
    String ofCem = insert("requested", "cem-1", null);
    approve(ofAnn, "bob-1");
    assertThatThrownBy(() -> approve(ofBob, "ann-1")).hasMessageContaining("whom its requester");
    approve(ofBob, "cem-1");
    assertThatThrownBy(() -> approve(ofCem, "ann-1")).hasMessageContaining("whom its requester");
    String byAgentOfAnn = insert("requested", "agent-1", "ann-1");
    approve(ofCem, "dee-1");
    assertThatThrownBy(() -> approve(byAgentOfAnn, "ann-1")).hasMessageContaining("who asked");
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO grant_approval (grant_id, revision, issuer, subject, name, comment, at)"
                    + " SELECT ?, 1, 'i', 'bob-1', 'n', '', now()",
                byAgentOfAnn));
  }

  private void edit(String set, String id) {
    jdbi.useHandle(
        h ->
            h.execute(
                "UPDATE access_grant SET revision = revision + 1, " + set + " WHERE id = ?", id));
  }

  private void refused(String sql, String id) {
    refused(sql, id, false);
  }

  private void refused(String sql, String id, boolean allowed) {
    if (allowed) {
      jdbi.useHandle(h -> h.execute(sql, id));
    } else {
      assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute(sql, id)))
          .rootCause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
    }
  }

  private static Map<GrantState, List<GrantState>> shortestPaths() {
    Map<GrantState, List<GrantState>> paths = new EnumMap<>(GrantState.class);
    paths.put(GrantState.REQUESTED, List.of());
    Deque<GrantState> open = new ArrayDeque<>(List.of(GrantState.REQUESTED));
    while (!open.isEmpty()) {
      GrantState from = open.remove();
      for (GrantState to : from.next()) {
        if (!paths.containsKey(to)) {
          List<GrantState> path = new ArrayList<>(paths.getOrDefault(from, List.of()));
          path.add(to);
          paths.put(to, path);
          open.add(to);
        }
      }
    }
    return paths;
  }

  private String walk(List<GrantState> path) {
    String id = insert("requested");
    jdbi.useHandle(h -> path.forEach(to -> move(h, id, to)));
    return id;
  }

  private static void move(Handle handle, String id, GrantState to) {
    String times =
        to == GrantState.APPROVED
            ? ", start_at = coalesce(start_at, now()),"
                + " end_at = coalesce(end_at, now() + interval '30 minutes')"
            : "";
    handle.execute(
        "UPDATE access_grant SET changed_at = now(), state = ?" + times + " WHERE id = ?",
        to.word(),
        id);
  }

  private void approve(String id, String subject) {
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO grant_approval (grant_id, revision, issuer, subject, name, comment,"
                    + " at) VALUES (?, 1, 'i', ?, 'n', '', now())",
                id,
                subject));
  }

  private String insert(String state) {
    return insert(state, "ann", "human-of-ann");
  }

  private String insert(String state, String subject, @Nullable String human) {
    String id = "%016x".formatted(next++);
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO access_grant (id, state, issuer, subject, name, groups, human_issuer,"
                    + " human_subject, human_name, source, relations, actions, unmask, export,"
                    + " row_cap, purpose, ticket, duration_minutes, required_approvals, rule_ids,"
                    + " policy_digest, requested_at, reason, changed_at, changed_by,"
                    + " changed_by_name) VALUES (?, ?, 'i', ?, 'Ann', '{}', ?, ?, ?,"
                    + " 's', '{shop.*}', '{read}', '{}', 'none', 0, 'p',"
                    + " '', 30, 0, '{}', 'd', now(), 'r', now(), 'a', 'A')",
                id,
                state,
                subject,
                human == null ? null : "i",
                human,
                human == null ? null : "Hana"));
    return id;
  }
}

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
            ? ", start_at = coalesce(start_at, now()), end_at = coalesce(end_at, now())"
            : "";
    handle.execute("UPDATE access_grant SET state = ?" + times + " WHERE id = ?", to.word(), id);
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
    String id = "%016x".formatted(next++);
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO access_grant (id, state, issuer, subject, name, groups, human_issuer,"
                    + " human_subject, human_name, source, relations, actions, unmask, export,"
                    + " row_cap, purpose, ticket, duration_minutes, required_approvals, rule_ids,"
                    + " policy_digest, requested_at, reason, changed_at, changed_by,"
                    + " changed_by_name) VALUES (?, ?, 'i', 'ann', 'Ann', '{}', 'i',"
                    + " 'human-of-ann', 'Hana', 's', '{shop.*}', '{read}', '{}', 'none', 0, 'p',"
                    + " '', 30, 0, '{}', 'd', now(), 'r', now(), 'a', 'A')",
                id,
                state));
    return id;
  }
}

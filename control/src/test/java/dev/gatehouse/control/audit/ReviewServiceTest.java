package dev.gatehouse.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.api.AccessView;
import dev.gatehouse.control.api.LiveSessionView;
import dev.gatehouse.control.api.NoteRequest;
import dev.gatehouse.control.api.ReportView;
import dev.gatehouse.control.api.SessionTicket;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.audit.SegmentUploader;
import dev.gatehouse.core.audit.UploadStep;
import dev.gatehouse.core.audit.verify.LogProof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding sessions, watching those that run, saying something of them, and letting them go. */
class ReviewServiceTest {
  @TempDir Path directory;
  private AuditHouse house;
  private ReviewService review;

  @BeforeEach
  void build() {
    house = new AuditHouse(directory);
    review =
        new ReviewService(
            house.jdbi,
            new FolderStorage(house.segmentFolder),
            house.keys,
            house.service,
            house.log,
            () -> house.now);
  }

  @Test
  void sessionsAreFoundByPersonSourceTimeDecisionAndEveryWordOfAStatement() throws Exception {
    String early = record("select ssn from sales.customers", "deny");
    house.now = house.now.plus(Duration.ofHours(1));
    String late = record("update orders set note = 'Zebra'", "allow");

    assertThat(found(query().person("an anal"))).containsExactly(late, early);
    assertThat(found(query().person(AuditHouse.ANALYST.subject()))).hasSize(2);
    assertThat(found(query().person("nobody"))).isEmpty();
    assertThat(found(query().source("shop"))).hasSize(2);
    assertThat(found(query().source("other"))).isEmpty();
    assertThat(found(query().effect("deny"))).containsExactly(early);
    assertThat(found(query().words("CUSTOMERS ssn"))).containsExactly(early);
    assertThat(found(query().words("zebra"))).containsExactly(late);
    assertThat(found(query().words("customers zebra"))).isEmpty();
    assertThat(found(query().words("custom"))).as("whole words only").isEmpty();
    SessionQuery before = query().build();
    assertThat(
            review.find(
                new SessionQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(house.now.minus(Duration.ofMinutes(30))),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    before.most())))
        .extracting(SessionView::id)
        .containsExactly(early);
  }

  @Test
  void theWordsOfStatementsAreNotInTheDatabaseInTheClear() throws Exception {
    record("select zebra_4711 from customers", "allow");
    for (String table : List.of("audit_statement", "audit_segment", "audit_session", "log_entry")) {
      String all =
          house.jdbi.withHandle(
              handle ->
                  String.join(
                      "\n",
                      handle
                          .createQuery("SELECT t::text FROM <table> t".replace("::", "\\:\\:"))
                          .define("table", table)
                          .mapTo(String.class)
                          .list()));
      assertThat(all).isNotEmpty().doesNotContain("zebra").doesNotContain("7a6562726121");
    }
  }

  @Test
  void aFlagStandsUntilItIsClearedAndNothingIsRewritten() throws Exception {
    String id = record("select 1", "allow");
    assertThat(found(query().flagged(true))).isEmpty();
    note(id, 1L, "flag", "Why this one?");
    assertThat(found(query().flagged(true))).containsExactly(id);
    note(id, 2L, "cleared", "Another statement.");
    assertThat(found(query().flagged(true))).containsExactly(id);
    note(id, 1L, "cleared", "Explained.");
    assertThat(found(query().flagged(true))).isEmpty();
    assertThat(found(query().flagged(false))).containsExactly(id);
    assertThat(review.notes(id).orElseThrow()).hasSize(3);
    assertThat(review.notes("no-such")).isEmpty();
    assertThatThrownBy(() -> note(id, null, "gossip", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRunningSessionShowsItsLastStatementAndThatSomebodyWatchesIsNotedOnce() throws Exception {
    SessionTicket ticket = house.ticket();
    try (AuditSink sink = house.spool(ticket, 1)) {
      sink.append(house.opened(ticket));
      sink.append(intent(1, "select first", "allow"));
      sink.append(house.result(1));
      sink.append(intent(2, "select pg_sleep(60)", "allow"));
      upload(ticket, 4);

      for (int look = 0; look < 3; look++) {
        assertThat(review.live(AuditHouse.REVIEWER))
            .singleElement()
            .satisfies(
                live -> {
                  assertThat(live.statement()).isEqualTo(2);
                  assertThat(live.text()).isEqualTo("select pg_sleep(60)");
                  assertThat(live.outcome()).isNull();
                });
      }
      assertThat(review.accesses(ticket.sessionId()).orElseThrow())
          .extracting(AccessView::what)
          .containsExactly("live");
      house.now = house.now.plus(Duration.ofMinutes(3));
      assertThat(review.live(AuditHouse.REVIEWER)).extracting(LiveSessionView::text).isEmpty();
    }
  }

  @Test
  void everyReadingIsInTheLogAndAReportHoldsTheProofs() throws Exception {
    String id = record("select 1", "allow");
    assertThat(house.service.openRecording(id, AuditHouse.REVIEWER)).isPresent();
    ReportView report = review.report(id, AuditHouse.REVIEWER).orElseThrow();

    assertThat(report.recording().findings()).isEmpty();
    assertThat(report.accesses()).extracting(AccessView::what).containsExactly("recording");
    assertThat(report.evidence().stored()).isNotEmpty();
    String key = house.receiptKey.toPublicJWK().toJSONString();
    report
        .evidence()
        .stored()
        .forEach(stored -> assertThat(LogProof.open(stored.proof(), key)).isPresent());
    assertThat(review.accesses(id).orElseThrow())
        .extracting(AccessView::what)
        .containsExactly("recording", "report", "evidence");
    assertThat(review.accesses(id).orElseThrow())
        .allSatisfy(access -> assertThat(access.logIndex()).isNotNull());
    assertThat(review.report("no-such", AuditHouse.REVIEWER)).isEmpty();
  }

  @Test
  void whatThePolicyKeepsNoLongerIsErasedUnlessAHoldKeepsIt() throws Exception {
    String old = record("select zebra", "allow");
    String held = record("select zebra", "allow");
    note(held, null, "hold", "An inquiry.");
    house.now = house.now.plus(Duration.ofDays(31));
    String fresh = record("select zebra", "allow");
    Retention retention =
        new Retention(house.service, Map.of("prod", Duration.ofDays(30)), () -> house.now);
    try (retention) {
      assertThat(retention.once()).isEqualTo(1);
      assertThat(retention.once()).isZero();
      assertThat(found(query().words("zebra"))).containsExactly(fresh, held);
      assertThat(house.service.openRecording(old, AuditHouse.REVIEWER).orElseThrow().findings())
          .anyMatch(finding -> finding.contains("no key for segment 0"))
          .noneMatch(finding -> finding.contains("damaged"));
      assertThat(review.accesses(old).orElseThrow())
          .extracting(AccessView::what)
          .contains("erased");
      assertThat(house.service.erase(held, AuditHouse.REVIEWER))
          .isInstanceOf(EraseOutcome.Held.class);
      note(held, null, "released", "Over.");
      assertThat(retention.once()).isEqualTo(1);
    }
  }

  private List<String> found(Query query) {
    return review.find(query.build()).stream().map(SessionView::id).toList();
  }

  private Query query() {
    return new Query();
  }

  private void note(String session, @Nullable Long statement, String kind, String text) {
    review.addNote(session, new NoteRequest(statement, kind, text), AuditHouse.REVIEWER);
  }

  private String record(String text, String effect) throws Exception {
    SessionTicket ticket = house.ticket();
    try (AuditSink sink = house.spool(ticket, 1 << 20)) {
      sink.append(house.opened(ticket));
      sink.append(intent(1, text, effect));
      sink.append(house.result(1));
      sink.append(new AuditEvent.SessionClosed(house.now, "signed_out"));
    }
    upload(ticket, 2);
    return ticket.sessionId();
  }

  private void upload(SessionTicket ticket, int steps) throws Exception {
    SegmentUploader uploader =
        SegmentUploader.of(
            house.spoolFolder.resolve(ticket.sessionId()),
            house.transport(),
            (k, m, p) -> {},
            () -> house.now,
            new Random(1));
    for (int i = 0; i < steps; i++) {
      assertThat(uploader.step())
          .isInstanceOfAny(
              UploadStep.Uploaded.class, UploadStep.Finished.class, UploadStep.NothingYet.class);
    }
  }

  private AuditEvent intent(long statement, String text, String effect) {
    return new AuditEvent.StatementIntent(
        house.now,
        statement,
        text,
        Optional.of(text),
        "fp",
        effect,
        "A reason.",
        List.of(),
        List.of(),
        effect.startsWith("allow") ? Optional.of("plain") : Optional.empty());
  }

  private final class Query {
    private Optional<String> person = Optional.empty();
    private Optional<String> source = Optional.empty();
    private Optional<String> effect = Optional.empty();
    private Optional<Boolean> flagged = Optional.empty();
    private List<Long> words = List.of();

    Query person(String text) {
      person = Optional.of(text);
      return this;
    }

    Query source(String text) {
      source = Optional.of(text);
      return this;
    }

    Query effect(String text) {
      effect = Optional.of(text);
      return this;
    }

    Query flagged(boolean value) {
      flagged = Optional.of(value);
      return this;
    }

    Query words(String text) {
      words = review.words(text);
      return this;
    }

    SessionQuery build() {
      return new SessionQuery(
          person, source, Optional.empty(), Optional.empty(), effect, flagged, words, 100);
    }
  }
}

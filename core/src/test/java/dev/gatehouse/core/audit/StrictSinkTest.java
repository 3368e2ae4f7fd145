package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At a strict source no statement runs before the service has its intent. */
class StrictSinkTest {
  @TempDir Path root;
  private final AuditFixture fixture = new AuditFixture();
  private final SimulatedService service = new SimulatedService(fixture, new SplittableRandom(1));

  @Test
  void theIntentIsWithTheServiceWhenAppendReturns() throws Exception {
    try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        Spool spool = open()) {
      UploadLoop loop = loop(scheduler);
      AuditSink sink = new StrictSink(spool, loop::awaitReceipt, Duration.ofSeconds(30));
      sink.append(AuditFixture.opened());
      assertThat(service.stored).as("what runs nothing waits for nobody").isEmpty();
      for (int i = 1; i <= 3; i++) {
        sink.append(AuditFixture.intent(i));
        assertThat(service.stored).hasSize(i);
        sink.append(AuditFixture.result(i));
      }
      loop.close();
    }
  }

  @Test
  void aServiceThatDoesNotAnswerRefusesTheStatementWithASentence() throws Exception {
    service.lose(1);
    try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        Spool spool = open()) {
      UploadLoop loop = loop(scheduler);
      AuditSink sink = new StrictSink(spool, loop::awaitReceipt, Duration.ofMillis(50));
      assertThatThrownBy(() -> sink.append(AuditFixture.intent(1)))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessageContaining("did not confirm the record")
          .hasMessageContaining("was not run");
      loop.close();
    }
  }

  @Test
  void onlyStatementsThatRunWait() throws Exception {
    List<Long> asked = new ArrayList<>();
    try (Spool spool = open()) {
      AuditSink sink = new StrictSink(spool, (n, t) -> asked.add(n), Duration.ofSeconds(1));
      sink.append(AuditFixture.opened());
      sink.append(
          new AuditEvent.StatementIntent(
              AuditFixture.START,
              1,
              "drop",
              Optional.empty(),
              "fp",
              "refuse",
              "No.",
              List.of(),
              List.of(),
              Optional.empty()));
      assertThat(asked).isEmpty();
      sink.append(AuditFixture.intent(2));
      sink.append(AuditFixture.result(2));
      assertThat(asked).containsExactly(0L);
    }
  }

  private Spool open() throws AuditUnavailableException {
    return Spool.open(fixture.config(root, AuditFixture.limits(1 << 20)));
  }

  private UploadLoop loop(ScheduledExecutorService scheduler) throws Exception {
    TestClock clock = new TestClock(AuditFixture.START);
    UploadLoop loop =
        new UploadLoop(
            SegmentUploader.of(
                root.resolve(AuditFixture.SESSION),
                service,
                (k, m, p) -> {},
                clock,
                new SplittableRandom(1)),
            scheduler,
            clock);
    loop.start();
    return loop;
  }
}

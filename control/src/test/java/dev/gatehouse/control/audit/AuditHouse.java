package dev.gatehouse.control.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.gatehouse.control.api.Acknowledgement;
import dev.gatehouse.control.api.Receipt;
import dev.gatehouse.control.api.SessionTicket;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.control.log.TransparencyLog;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.audit.SegmentReceipt;
import dev.gatehouse.core.audit.SegmentTransport;
import dev.gatehouse.core.audit.SegmentTransportException;
import dev.gatehouse.core.audit.Spool;
import dev.gatehouse.core.audit.SpoolConfig;
import dev.gatehouse.core.audit.SpoolLimits;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** An audit service on a database of its own, and a client beside it. */
final class AuditHouse {
  static final Person ANALYST = new Person("https://id.example", "u1", "An Analyst");
  static final Person REVIEWER = new Person("https://id.example", "u2", "A Reviewer");

  final ECKey device = deviceKey();
  final JWK receiptKey = AuditKeys.newReceiptKey();
  final AuditKeys keys = new AuditKeys(receiptKey, AuditKeys.newStorageKey());
  final TransparencyLog log = new TransparencyLog(receiptKey);
  final Jdbi jdbi;
  final Path segmentFolder;
  final Path spoolFolder;
  final AuditService service;
  Instant now = Instant.parse("2026-11-20T08:00:00.123456789Z");

  AuditHouse(Path directory) {
    EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.server().superuser(), database.server().password())
        .locations("classpath:dev/gatehouse/control/migrations")
        .load()
        .migrate();
    jdbi = Jdbi.create(database::connect);
    segmentFolder = directory.resolve("segments");
    spoolFolder = directory.resolve("spool");
    service =
        new AuditService(
            jdbi, new FolderStorage(segmentFolder), keys, log, AuditTimes.defaults(), () -> now);
  }

  SessionTicket ticket() {
    return service.issueTicket(
        new NewSession(
            "grant-1",
            ANALYST.issuer(),
            ANALYST.subject(),
            ANALYST.name(),
            "shop",
            "prod",
            "a purpose",
            device.toPublicJWK().toJSONString(),
            "host",
            "0.1"));
  }

  AuditSink spool(SessionTicket ticket, long segmentBytes) throws AuditUnavailableException {
    return Spool.open(
        new SpoolConfig(
            spoolFolder,
            ticket.sessionId(),
            ticket.sealingKey(),
            ticket.receiptKey(),
            device,
            () -> now,
            new SpoolLimits(
                segmentBytes, Duration.ofHours(1), 4, Duration.ofHours(1), 0, Long.MAX_VALUE, 0)));
  }

  /** The client's way to the service, without the HTTP between them. */
  SegmentTransport transport() {
    return new SegmentTransport() {
      @Override
      public Acknowledged put(String sessionId, long number, byte[] bytes)
          throws SegmentTransportException {
        return switch (service.storeSegment(sessionId, ANALYST, number, bytes)) {
          case StoreOutcome.Stored(Acknowledgement(Receipt r, String proof)) ->
              new Acknowledged(
                  new SegmentReceipt(
                      r.sessionId(), r.number(), r.sha256(), r.receivedAt(), r.signature()),
                  proof);
          case StoreOutcome.UnknownSession u -> throw refused("There is no such session.");
          case StoreOutcome.Conflict c -> throw refused(c.sentence());
          case StoreOutcome.Refused r -> throw refused(r.sentence());
        };
      }

      @Override
      public void close(String sessionId, long segments) throws SegmentTransportException {
        switch (service.close(sessionId, ANALYST, segments)) {
          case CloseOutcome.Closed c -> {}
          case CloseOutcome.UnknownSession u -> throw refused("There is no such session.");
          case CloseOutcome.Conflict c -> throw refused(c.sentence());
        }
      }
    };
  }

  SessionView view(SessionTicket ticket) {
    return service.sessions().stream()
        .filter(view -> view.id().equals(ticket.sessionId()))
        .findFirst()
        .orElseThrow();
  }

  AuditEvent opened(SessionTicket ticket) {
    return opened(ticket, ANALYST.subject());
  }

  AuditEvent opened(SessionTicket ticket, String subject) {
    return new AuditEvent.SessionOpened(
        now,
        ticket.sessionId(),
        ANALYST.issuer(),
        subject,
        ANALYST.name(),
        Optional.empty(),
        "thumb",
        "host",
        "0.1",
        "grant-1",
        List.of("a rule"),
        "a purpose",
        "digest",
        "shop",
        "prod");
  }

  AuditEvent intent(long statement, String effect) {
    boolean runs = effect.startsWith("allow");
    return new AuditEvent.StatementIntent(
        now,
        statement,
        "select " + statement,
        runs ? Optional.of("select " + statement) : Optional.empty(),
        "fp",
        effect,
        "A reason.",
        List.of(),
        List.of(),
        runs ? Optional.of("plain") : Optional.empty());
  }

  AuditEvent result(long statement) {
    return new AuditEvent.StatementResult(now, statement, "done", "", "", 1, 5);
  }

  private static SegmentTransportException refused(String sentence) {
    return new SegmentTransportException(SegmentTransportException.Kind.REFUSED, sentence);
  }

  private static ECKey deviceKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}

package dev.gatehouse.core.audit;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.io.Closeable;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's directory, lock and writer, used by the spool's one thread. */
final class SpoolSession {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolSession.class);

  private final SpoolConfig config;
  private final SegmentFiles files;
  private final SessionDirectory directory;
  private final DiskGuard guard;
  private final SegmentKey.Wrapping wrapping;
  private @Nullable Closeable lock;
  private @Nullable SegmentWriter writer;
  private Instant measuredAt = Instant.MIN;

  SpoolSession(SpoolConfig config, SegmentFiles files) {
    this(config, files, SegmentKey.wrappingFor(sealingKey(config.sealingKey())));
  }

  /** With another wrapping of keys, for a simulation that lives through many sessions. */
  SpoolSession(SpoolConfig config, SegmentFiles files, SegmentKey.Wrapping wrapping) {
    this.config = config;
    this.files = files;
    this.directory = SessionDirectory.of(config.root(), config.sessionId());
    this.guard = new DiskGuard(files, directory, config.limits());
    this.wrapping = wrapping;
  }

  String id() {
    return config.sessionId();
  }

  DiskGuard guard() {
    return guard;
  }

  void open() throws AuditUnavailableException {
    try {
      files.createDirectories(directory.path());
      files.syncDirectory(config.root());
      lock = files.lock(directory.lock()).orElse(null);
      if (lock == null) {
        throw new AuditUnavailableException(
            "This session is already being recorded by a running Gatehouse; sign in again.");
      }
      if (files.exists(directory.ended())) {
        throw ended();
      }
      SessionRecovery.Tail tail = new SessionRecovery(files, directory).recover();
      if (tail.closed()) {
        throw ended(); // It died after its last seal and before it noted the end.
      }
      writeTicket();
      guard.takeReserve();
      guard.measure();
      writer =
          new SegmentWriter(
              files, directory, config, wrapping, guard, tail.next(), tail.previousSegment());
    } catch (IOException e) {
      throw new AuditUnavailableException(
          "The directory of the record cannot be written, so no session can begin; check "
              + config.root()
              + " and sign in again.",
          e);
    }
  }

  void commit(List<byte[]> records) throws IOException {
    if (!records.isEmpty()) {
      writer().commit(records);
    }
  }

  long sealNow() throws IOException {
    return writer().sealNow();
  }

  void maintain() throws IOException {
    Instant now = config.clock().instant();
    boolean sealed = writer().maintain();
    if (sealed || now.isAfter(measuredAt.plusSeconds(5)) || now.isBefore(measuredAt)) {
      guard.measure();
      measuredAt = now;
    }
  }

  void end() throws IOException {
    long segments = writer().end();
    files.replace(directory.ended(), SessionState.bytes(new SessionState.Ended(segments, true)));
    guard.release();
    unlock();
  }

  /** Lets go of everything after a failure; what is on the disk stays for the recovery. */
  void abandon() {
    try {
      if (writer != null) {
        writer.abandon();
      }
      unlock();
    } catch (IOException e) {
      LOG.warn("A file of the record could not be closed.", e);
    }
  }

  private static AuditUnavailableException ended() {
    return new AuditUnavailableException(
        "This session's record has ended; sign in again to begin another.");
  }

  private void writeTicket() throws IOException {
    files.replace(
        directory.state(),
        SessionState.bytes(
            new SessionState.Ticket(
                config.sessionId(),
                config.sealingKey(),
                config.receiptKey(),
                config.deviceKey().toPublicJWK().toJSONString())));
  }

  private void unlock() throws IOException {
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  private SegmentWriter writer() {
    if (writer == null) {
      throw new IllegalStateException("The session's record is not open.");
    }
    return writer;
  }

  private static ECKey sealingKey(String json) {
    try {
      ECKey key = JWK.parse(json).toECKey();
      if (Curve.P_256.equals(key.getCurve())) {
        return key.toPublicJWK();
      }
    } catch (ParseException | ClassCastException e) {
      throw new IllegalArgumentException("The sealing key of the session cannot be read.", e);
    }
    throw new IllegalArgumentException("The sealing key of the session must be on P-256.");
  }
}

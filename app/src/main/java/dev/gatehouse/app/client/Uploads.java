package dev.gatehouse.app.client;

import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.audit.SegmentTransport;
import dev.gatehouse.core.audit.SegmentUploader;
import dev.gatehouse.core.audit.SpoolRecovery;
import dev.gatehouse.core.audit.UploadLoop;
import dev.gatehouse.core.audit.witness.CheckpointWitness;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads the records of this sign-in's sessions, and those that an earlier process left. */
final class Uploads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private final Path root;
  private final SegmentTransport transport;
  private final CheckpointWitness witness;
  private final ScheduledExecutorService scheduler;
  private final InstantSource clock;
  private final Map<String, UploadLoop> running = new ConcurrentHashMap<>();
  private final List<UploadLoop> own = new CopyOnWriteArrayList<>();
  private final List<UploadLoop> recovered = new CopyOnWriteArrayList<>();

  Uploads(
      Path root,
      SegmentTransport transport,
      CheckpointWitness witness,
      ScheduledExecutorService scheduler,
      InstantSource clock) {
    this.root = root;
    this.witness = witness;
    this.transport = transport;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** The directory that holds a directory a session. */
  Path root() {
    return root;
  }

  /** What does not hold about the service's log, in one sentence. */
  Optional<String> alert() {
    return witness.alert();
  }

  /** Finds what earlier processes left durable and begins to upload it. */
  void recover() {
    try {
      for (SpoolRecovery.Recovered session : SpoolRecovery.recover(root)) {
        session.findings().forEach(finding -> LOG.warn("{}: {}", session.sessionId(), finding));
        recovered.add(begin(session.directory()));
      }
    } catch (AuditUnavailableException e) {
      LOG.error("Earlier records cannot be uploaded", e);
    }
  }

  /** Uploads a session of this sign-in while it goes on. */
  void follow(String sessionId) throws AuditUnavailableException {
    UploadLoop loop = begin(root.resolve(sessionId));
    own.add(loop);
    running.put(sessionId, loop);
  }

  /** Waits for the service's receipt of a segment of such a session; false where none came. */
  boolean awaitReceipt(String sessionId, long segment, Duration patience) {
    UploadLoop loop = running.get(sessionId);
    return loop != null && loop.awaitReceipt(segment, patience);
  }

  /**
   * Waits until every ended session of this sign-in is uploaded.
   *
   * @return empty where everything is, else one sentence that says what waits
   */
  Optional<String> drain(Duration patience) {
    Instant until = clock.instant().plus(patience);
    Optional<String> left = Optional.empty();
    for (UploadLoop loop : own) {
      Duration remaining = Duration.between(clock.instant(), until);
      switch (loop.drain(remaining.isNegative() ? Duration.ZERO : remaining)) {
        case UploadLoop.Drained.All all -> LOG.info("Segments uploaded: {}", all.segments());
        case UploadLoop.Drained.Left rest ->
            left =
                Optional.of(
                    "The record of this session is not wholly uploaded yet ("
                        + rest.why()
                        + "); it is kept on this disk and goes out after the next sign-in.");
      }
    }
    return left;
  }

  private UploadLoop begin(Path directory) throws AuditUnavailableException {
    SegmentUploader uploader =
        SegmentUploader.of(directory, transport, witness, clock, new SecureRandom());
    UploadLoop loop = new UploadLoop(uploader, scheduler, clock);
    loop.start();
    return loop;
  }

  @Override
  public void close() {
    own.forEach(UploadLoop::close);
    recovered.forEach(UploadLoop::close);
  }
}

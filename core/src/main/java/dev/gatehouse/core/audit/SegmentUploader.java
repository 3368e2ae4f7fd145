package dev.gatehouse.core.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Brings one session's sealed segments to the control service, in order, and deletes each only
 * after its receipt verified and is durable. It has no thread and does not sleep: the caller steps
 * it. All of its state is on the disk, so another process can go on. One thread at a time.
 */
public final class SegmentUploader {
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

  private final SegmentFiles files;
  private final SessionDirectory directory;
  private final SegmentTransport transport;
  private final InstantSource clock;
  private final RandomGenerator jitter;
  private final String sessionId;
  private final Receipts check;
  private final String logKey;
  private final LogWitness witness;
  private int failures;
  private Instant notBefore = Instant.MIN;
  private @Nullable String lastFailure;
  private @Nullable String stopped;

  /** Whether a receipt is the service's word for exactly these bytes. */
  @FunctionalInterface
  interface Receipts {
    boolean holds(SegmentReceipt receipt, String sessionId, long number, String sha256);
  }

  SegmentUploader(
      SegmentFiles files,
      Path directory,
      SegmentTransport transport,
      LogWitness witness,
      InstantSource clock,
      RandomGenerator jitter)
      throws IOException {
    this(files, directory, transport, ReceiptCheck::new, witness, clock, jitter);
  }

  /**
   * @param receipts checks receipts, given the ticket's key
   */
  SegmentUploader(
      SegmentFiles files,
      Path directory,
      SegmentTransport transport,
      Function<String, Receipts> receipts,
      LogWitness witness,
      InstantSource clock,
      RandomGenerator jitter)
      throws IOException {
    this.files = files;
    this.witness = witness;
    this.directory = new SessionDirectory(directory);
    this.transport = transport;
    this.clock = clock;
    this.jitter = jitter;
    SessionState.Ticket ticket =
        SessionState.read(files, this.directory.state(), SessionState.Ticket.class);
    this.sessionId = ticket.sessionId();
    this.check = receipts.apply(ticket.receiptKey());
    this.logKey = ticket.receiptKey();
  }

  /**
   * The uploader of a session's directory.
   *
   * @param directory {@code root/sessionId} of a spool that is or was open
   * @param witness what this client knows of the service's log
   * @param jitter spreads the retries of many clients
   * @throws AuditUnavailableException where the directory's small files cannot be read
   */
  public static SegmentUploader of(
      Path directory,
      SegmentTransport transport,
      LogWitness witness,
      InstantSource clock,
      RandomGenerator jitter)
      throws AuditUnavailableException {
    try {
      return new SegmentUploader(new DiskFiles(), directory, transport, witness, clock, jitter);
    } catch (IOException e) {
      throw new AuditUnavailableException(
          "The record in " + directory + " cannot be uploaded, because its state is unreadable.",
          e);
    }
  }

  /** The session. */
  public String sessionId() {
    return sessionId;
  }

  /** Does the next thing that is due, at most one call to the service. */
  public UploadStep step() {
    if (stopped != null) {
      return new UploadStep.Stopped(stopped);
    }
    if (clock.instant().isBefore(notBefore) && !clockWasSetBack()) {
      return new UploadStep.Later(notBefore, String.valueOf(lastFailure));
    }
    try {
      UploadStep step = next();
      failures = 0;
      notBefore = Instant.MIN;
      return step;
    } catch (SegmentTransportException e) {
      return switch (e.kind()) {
        case LATER -> later(String.valueOf(e.getMessage()));
        case REFUSED -> {
          stopped = String.valueOf(e.getMessage());
          yield new UploadStep.Stopped(stopped);
        }
      };
    } catch (IOException e) {
      return later("The record of an earlier statement cannot be read from this disk.");
    }
  }

  /** Tries again at once, for a person who waits. */
  public void hurry() {
    notBefore = Instant.MIN;
  }

  /** How many segments of the session are on this disk and not acknowledged. */
  public long waiting() throws AuditUnavailableException {
    try {
      return (long) directory.numbers(files, "seg").size()
          + directory.numbers(files, "open").size();
    } catch (IOException e) {
      throw new AuditUnavailableException("The record's directory cannot be read.", e);
    }
  }

  private UploadStep next() throws IOException, SegmentTransportException {
    List<Long> sealed = directory.numbers(files, "seg");
    if (!sealed.isEmpty()) {
      upload(sealed.getFirst());
      return new UploadStep.Uploaded(sealed.getFirst());
    }
    if (!files.exists(directory.ended())) {
      return new UploadStep.NothingYet();
    }
    SessionState.Ended ended =
        SessionState.read(files, directory.ended(), SessionState.Ended.class);
    if (!files.exists(directory.uploaded())) {
      transport.close(sessionId, ended.segments());
      files.replace(directory.uploaded(), SessionState.bytes(ended));
    }
    return new UploadStep.Finished(ended.segments());
  }

  private void upload(long number) throws IOException, SegmentTransportException {
    byte[] bytes = files.read(directory.sealed(number));
    String sha256 = HexFormat.of().formatHex(SegmentFormat.sha256(bytes));
    if (!files.exists(directory.receipt(number)) || !kept(number, sha256)) {
      SegmentTransport.Acknowledged answer = transport.put(sessionId, number, bytes);
      SegmentReceipt receipt = answer.receipt();
      if (!check.holds(receipt, sessionId, number, sha256)) {
        throw new SegmentTransportException(
            SegmentTransportException.Kind.LATER,
            "The control service's receipt for segment "
                + number
                + " does not verify, so the segment stays on this disk.");
      }
      byte[] manifest = ReceiptCheck.payload(receipt).getBytes(StandardCharsets.UTF_8);
      witness.check(logKey, manifest, answer.proof());
      files.replace(directory.proof(number), answer.proof().getBytes(StandardCharsets.UTF_8));
      files.replace(directory.receipt(number), SessionState.bytes(receipt));
    }
    if (FrameScan.of(bytes).last() && !files.exists(directory.ended())) {
      // The writer died before it noted the end, and only this segment says so.
      files.replace(
          directory.ended(), SessionState.bytes(new SessionState.Ended(number + 1, true)));
    }
    files.delete(directory.sealed(number));
    files.syncDirectory(directory.path());
  }

  /** Whether an earlier run has the receipt and died before it deleted the segment. */
  private boolean kept(long number, String sha256) throws IOException {
    SegmentReceipt receipt =
        SessionState.read(files, directory.receipt(number), SegmentReceipt.class);
    return check.holds(receipt, sessionId, number, sha256);
  }

  /** Doubling delays with full jitter in their upper half. */
  private UploadStep later(String why) {
    long ceiling =
        Math.min(LONGEST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(failures, 20));
    failures++;
    lastFailure = why;
    notBefore = clock.instant().plusMillis(ceiling / 2 + jitter.nextLong(ceiling / 2 + 1));
    return new UploadStep.Later(notBefore, why);
  }

  private boolean clockWasSetBack() {
    return notBefore.isAfter(clock.instant().plus(LONGEST_DELAY));
  }
}

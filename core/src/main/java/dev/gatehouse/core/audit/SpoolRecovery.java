package dev.gatehouse.core.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the sessions that a dead process left behind and makes them ready for the upload. Sessions
 * of living processes are left alone (their lock says so). To run it twice is to run it once.
 */
public final class SpoolRecovery {
  private SpoolRecovery() {}

  /**
   * A session that waits for its upload.
   *
   * @param directory where it is; {@link SegmentUploader#of} takes it
   * @param sessionId the session
   * @param findings one sentence for each damage that was found on the disk; mostly empty
   */
  public record Recovered(Path directory, String sessionId, List<String> findings) {}

  /**
   * Recovers every session under a root that no living process writes and that is not wholly
   * uploaded. A root that does not exist holds none.
   *
   * @throws AuditUnavailableException where the disk does not let it; what is there stays as it is
   */
  public static List<Recovered> recover(Path root) throws AuditUnavailableException {
    try {
      return recover(root, new DiskFiles());
    } catch (IOException e) {
      throw new AuditUnavailableException(
          "The records of earlier sessions in " + root + " cannot be read; check the disk.", e);
    }
  }

  static List<Recovered> recover(Path root, SegmentFiles files) throws IOException {
    List<Recovered> found = new ArrayList<>();
    for (String name : files.list(root)) {
      if (SessionDirectory.couldBe(name)) {
        SessionDirectory directory = SessionDirectory.of(root, name);
        if (files.exists(directory.state()) && !files.exists(directory.uploaded())) {
          recoverOne(files, directory).ifPresent(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  private static Optional<Recovered> recoverOne(SegmentFiles files, SessionDirectory directory)
      throws IOException {
    Optional<Closeable> lock = files.lock(directory.lock());
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try (Closeable held = lock.get()) {
      SessionRecovery.Tail tail = new SessionRecovery(files, directory).recover();
      if (!files.exists(directory.ended())) {
        files.replace(
            directory.ended(),
            SessionState.bytes(new SessionState.Ended(tail.next(), tail.closed())));
      }
      return Optional.of(new Recovered(directory.path(), directory.sessionId(), tail.findings()));
    }
  }
}

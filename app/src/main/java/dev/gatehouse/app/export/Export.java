package dev.gatehouse.app.export;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.pipeline.GovernedResult;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.result.RowBatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One result on its way to a file. The file appears under its name once it is whole, on disk, and
 * its leaving is recorded; where the export fails or is cancelled there is no file. {@link #run()}
 * is called once, on a thread that may block; {@link #cancel()} on any thread.
 */
public final class Export {
  private static final Logger log = LoggerFactory.getLogger(Export.class);
  private static final int BATCH = 2_000;
  private final GovernedSession session;
  private final Outcome.Rows rows;
  private final Path target;
  private final FileFormat format;
  private final LongConsumer progress;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  /**
   * How an export came out.
   *
   * @param rows written to the file
   * @param limited whether the policy's row limit ended it before the last row
   * @param cancelled whether it was cancelled, so that there is no file
   */
  public record Ended(long rows, boolean limited, boolean cancelled) {}

  /**
   * @param session that ran the statement
   * @param rows its result, unread; the export closes it
   * @param target replaced where it exists; its folder must exist
   * @param progress is told the number of rows written so far, on the export's thread
   */
  public Export(
      GovernedSession session,
      Outcome.Rows rows,
      Path target,
      FileFormat format,
      LongConsumer progress) {
    this.session = session;
    this.rows = rows;
    this.target = target.toAbsolutePath();
    this.format = format;
    this.progress = progress;
  }

  /**
   * Writes the file.
   *
   * @throws GatehouseException where the policy does not let it leave, the server failed, or the
   *     file cannot be written; one sentence says which and what to do
   */
  public Ended run() throws GatehouseException {
    try (GovernedResult result = rows.result()) {
      if (!format.allowedBy(allowed(rows.decision()))) {
        throw new GatehouseException(
            GatehouseException.Kind.NOT_PERMITTED,
            "The policy does not let this result leave as "
                + format.extension()
                + "; choose another format or ask for a grant with export.");
      }
      return write(result);
    }
  }

  /** What a decision lets leave as a file. */
  public static ExportFormat allowed(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> allow.obligations().export();
      case Decision.AllowMasked masked -> masked.obligations().export();
      case Decision.Confirm confirm -> confirm.obligations().export();
      case Decision.NeedsApproval _ -> ExportFormat.NONE;
      case Decision.Deny _ -> ExportFormat.NONE;
    };
  }

  /** Stops it soon; does nothing where it is over. */
  public void cancel() {
    cancelled.set(true);
    session.cancel();
  }

  private Ended write(GovernedResult result) throws GatehouseException {
    Path part =
        target.resolveSibling(
            "."
                + target.getFileName()
                + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong())
                + ".part");
    try {
      long written;
      try (RowWriter writer = RowWriter.open(format, part, result.columns())) {
        written = copy(result, writer);
        if (!cancelled.get()) {
          writer.finish();
        }
      }
      if (cancelled.get()) {
        return new Ended(written, false, true);
      }
      force(part);
      session.recordDataLeft(rows.statement(), "export " + format.extension(), written);
      if (session.ended()) {
        throw new GatehouseException(
            GatehouseException.Kind.NO_GRANT,
            "The session ended before the export was recorded, so there is no file; connect again.");
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Ended(written, result.limited(), false);
    } catch (SqlFailureException e) {
      if (cancelled.get()) {
        return new Ended(0, false, true);
      }
      throw new GatehouseException(GatehouseException.Kind.BAD_INPUT, e.failure().message(), e);
    } catch (UnwritableValueException e) {
      throw new GatehouseException(
          GatehouseException.Kind.BAD_INPUT, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new GatehouseException(GatehouseException.Kind.BAD_INPUT, sentence(e), e);
    } finally {
      remove(part);
    }
  }

  private long copy(GovernedResult result, RowWriter writer)
      throws IOException, SqlFailureException {
    long written = 0;
    while (!cancelled.get()) {
      Optional<RowBatch> batch = result.next(BATCH);
      if (batch.isEmpty()) {
        break;
      }
      writer.write(batch.get());
      written += batch.get().size();
      progress.accept(written);
    }
    return written;
  }

  private String sentence(IOException e) {
    log.debug("An export could not be written.", e);
    Path folder = target.getParent();
    return folder == null || !Files.isDirectory(folder)
        ? "There is no folder for that file; choose another place."
        : "The file cannot be written there (is the disk full, or the folder read-only?); nothing"
            + " was left behind.";
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      log.warn("An unfinished export could not be removed.", e);
    }
  }
}

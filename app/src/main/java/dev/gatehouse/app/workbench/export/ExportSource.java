package dev.gatehouse.app.workbench.export;

import dev.gatehouse.app.export.Export;
import dev.gatehouse.app.export.FileFormat;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.core.policy.ExportFormat;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** What can be written to a file: a statement that ran, and runs again for its file. */
public interface ExportSource {
  /** The data source's name, for the file's. */
  String name();

  /** What the policy lets leave. */
  ExportFormat allowed();

  /** The writing is about to begin; on the FX thread. */
  void begin();

  /**
   * Runs the statement again, under a decision of its own, and streams its rows to the file.
   * Blocks.
   *
   * @param progress is told the rows written so far, on this thread
   * @param canceller is given what cancels it, on this thread, before the first row
   * @throws GatehouseException with one sentence where there is no file
   */
  Export.Ended write(
      Path target, FileFormat format, LongConsumer progress, Consumer<Runnable> canceller)
      throws GatehouseException, InterruptedException;
}

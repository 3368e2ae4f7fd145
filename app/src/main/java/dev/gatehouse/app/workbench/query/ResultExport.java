package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.export.Export;
import dev.gatehouse.app.export.FileFormat;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.export.ExportSource;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.policy.ExportFormat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A result's statement, which runs once more for its file: governed and recorded like a query. */
final class ResultExport implements ExportSource {
  private final Connection connection;
  private final Interaction interaction;
  private final ResultViewModel result;
  private Optional<ResultViewModel> before = Optional.empty();

  ResultExport(Connection connection, Interaction interaction, ResultViewModel result) {
    this.connection = connection;
    this.interaction = interaction;
    this.result = result;
  }

  @Override
  public String name() {
    return connection.source().name();
  }

  @Override
  public ExportFormat allowed() {
    return result.export();
  }

  /** A session reads one result at a time: what is read until now stops where it is. */
  @Override
  public void begin() {
    before = connection.stopReading();
  }

  @Override
  public Export.Ended write(
      Path target, FileFormat format, LongConsumer progress, Consumer<Runnable> canceller)
      throws GatehouseException, InterruptedException {
    GovernedSession session =
        connection.access().open().orElseThrow(() -> refused(Strings.get("verdict.notConnected")));
    canceller.accept(session::cancel);
    connection.turn().acquire();
    try {
      before.ifPresent(ResultViewModel::close);
      Outcome outcome = session.run(result.sql(), interaction);
      if (!(outcome instanceof Outcome.Rows rows)) {
        throw refused(sentence(outcome));
      }
      Export export = new Export(session, rows, target, format, progress);
      canceller.accept(export::cancel);
      return export.run();
    } finally {
      connection.turn().release();
    }
  }

  private static String sentence(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rows _ -> "";
      case Outcome.Written _ -> Strings.get("export.noRows");
      case Outcome.Refused refused -> refused.refusal().sentence();
      case Outcome.Denied denied -> denied.decision().reason();
      case Outcome.NeedsApproval needs -> needs.decision().reason();
      case Outcome.NotConfirmed _ -> Strings.get("result.notConfirmed.sentence");
      case Outcome.Failed failed -> failed.failure().message();
      case Outcome.Ended ended -> ended.sentence();
    };
  }

  private static GatehouseException refused(String sentence) {
    return new GatehouseException(GatehouseException.Kind.BAD_INPUT, sentence);
  }
}

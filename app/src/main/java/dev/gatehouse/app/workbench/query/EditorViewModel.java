package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Debounce;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.editor.SqlEditor.Span;
import dev.gatehouse.app.workbench.export.ExportSource;
import dev.gatehouse.app.workbench.export.ExportViewModel;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/** One editor tab: its text, the statement at hand, its verdict, and its result. */
public final class EditorViewModel {
  private static final Duration QUIET = Duration.ofMillis(120);
  private final Desk desk;
  private final String id;
  private final String title;
  private final Connection connection;
  private final RunWorkflow workflow;
  private final Debounce debounce;
  private final StatementFinder finder;
  private final ExportViewModel export;
  private final ReadOnlyObjectWrapper<Verdict> verdict =
      new ReadOnlyObjectWrapper<>(Verdict.none(""));
  private final ReadOnlyObjectWrapper<Optional<Span>> statement =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<ResultState> result =
      new ReadOnlyObjectWrapper<>(new ResultState.Idle());
  private final Deque<Step> steps = new ArrayDeque<>();
  private long revision;
  private String text = "";
  private int caret;
  private @Nullable ResultViewModel openResult;
  private Consumer<HistoryEntry> ran = entry -> {};
  private final ChangeListener<Access> accessListener = (value, old, now) -> judgeSoon();

  EditorViewModel(
      Desk desk, String id, String title, Connection connection, RunWorkflow.ConfirmDoor confirm) {
    this.desk = desk;
    this.id = id;
    this.title = title;
    this.connection = connection;
    this.workflow = new RunWorkflow(desk, connection, confirm);
    this.export = new ExportViewModel(desk);
    this.finder = new StatementFinder(connection.source().dialect());
    this.debounce = new Debounce(desk.timer(), QUIET);
    connection.accessProperty().addListener(accessListener);
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  public Connection connection() {
    return connection;
  }

  public String text() {
    return text;
  }

  public int caret() {
    return caret;
  }

  public ReadOnlyObjectProperty<Verdict> verdictProperty() {
    return verdict.getReadOnlyProperty();
  }

  /** The statement that would run. */
  public ReadOnlyObjectProperty<Optional<Span>> statementProperty() {
    return statement.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<ResultState> resultProperty() {
    return result.getReadOnlyProperty();
  }

  void onRan(Consumer<HistoryEntry> listener) {
    ran = listener;
  }

  /** The text or the caret changed; what depends on it follows off the FX thread. */
  public void edited(String newText, int newCaret) {
    text = newText;
    caret = newCaret;
    judgeSoon();
  }

  private record Judged(Optional<Span> statement, Verdict verdict) {}

  private void judgeSoon() {
    long asked = ++revision;
    String judgedText = text;
    int judgedCaret = caret;
    Optional<GovernedSession> session = connection.access().open();
    debounce.submit(
        () ->
            desk.background()
                .call(
                    () -> judge(session, judgedText, judgedCaret),
                    judged -> show(asked, judged),
                    failure -> show(asked, new Judged(Optional.empty(), Verdict.none("")))));
  }

  private Judged judge(Optional<GovernedSession> session, String judgedText, int judgedCaret) {
    Optional<Span> found = finder.at(judgedText, judgedCaret);
    if (session.isEmpty()) {
      return new Judged(found, Verdict.none(Strings.get("verdict.notConnected")));
    }
    Verdict judged =
        found
            .map(span -> judgedText.substring(span.from(), span.to()))
            .map(sql -> Verdict.of(session.get().preview(sql)))
            .orElse(Verdict.none(""));
    return new Judged(found, judged);
  }

  private void show(long asked, Judged judged) {
    if (asked == revision) {
      statement.set(judged.statement());
      verdict.set(judged.verdict());
    }
  }

  public boolean running() {
    return result.get() instanceof ResultState.Running;
  }

  private record Step(Span span, String sql) {}

  /** Runs exactly the statement under the caret; does nothing while one runs. */
  public void runStatement() {
    runAll(finder.at(text, caret).stream().toList());
  }

  /**
   * Runs every statement in its order, each with a decision of its own; ends at the first that does
   * not run to its end. Does nothing while one runs.
   */
  public void runScript() {
    runAll(finder.all(text));
  }

  private void runAll(List<Span> spans) {
    if (!running()) {
      steps.clear();
      spans.forEach(span -> steps.add(new Step(span, text.substring(span.from(), span.to()))));
      runNext();
    }
  }

  private void runNext() {
    Step step = steps.poll();
    if (step == null) {
      return;
    }
    statement.set(Optional.of(step.span()));
    Optional<GovernedSession> session = connection.access().open();
    if (session.isEmpty()) {
      steps.clear();
      result.set(
          new ResultState.Stopped(
              ResultState.Kind.SESSION_OVER,
              Strings.get("session.none"),
              Strings.get("verdict.notConnected"),
              Verdict.none("")));
      return;
    }
    run(session.get(), step.sql());
  }

  private void run(GovernedSession session, String sql) {
    Optional<ResultViewModel> before = connection.stopReading();
    Instant started = desk.clock().instant();
    result.set(new ResultState.Running(sql, started, false));
    workflow.run(session, before, sql, state -> ended(sql, started, state));
  }

  private void ended(String sql, Instant started, ResultState state) {
    boolean cancelled =
        result.get() instanceof ResultState.Running running
            && running.cancelling()
            && state instanceof ResultState.Stopped stopped
            && stopped.kind() == ResultState.Kind.FAILED;
    ResultState shown =
        cancelled
            ? new ResultState.Stopped(
                ResultState.Kind.CANCELLED,
                Strings.get("result.cancelled"),
                Strings.get("result.cancelled.sentence"),
                Verdict.none(""))
            : state;
    openResult = shown instanceof ResultState.Rows rows ? rows.result() : null;
    if (openResult != null && !openResult.over()) {
      connection.reads(openResult);
    }
    result.set(shown);
    ran.accept(HistoryEntry.of(started, desk.clock(), connection.source().name(), sql, shown));
    switch (shown) {
      case ResultState.Rows ignored -> runNext();
      case ResultState.Written ignored -> runNext();
      case ResultState.Stopped ignored -> steps.clear();
      case ResultState.Idle ignored -> steps.clear();
      case ResultState.Running ignored -> steps.clear();
    }
  }

  /** Asks the server to stop. */
  public void cancel() {
    steps.clear();
    if (result.get() instanceof ResultState.Running running && !running.cancelling()) {
      result.set(new ResultState.Running(running.sql(), running.since(), true));
      connection.access().open().ifPresent(session -> desk.background().start(session::cancel));
    }
  }

  /** The exports of this editor's results. */
  ExportViewModel export() {
    return export;
  }

  /** What an export of the shown result writes; empty where no rows are shown. */
  Optional<ExportSource> exported() {
    return result.get() instanceof ResultState.Rows rows && !running()
        ? Optional.of(new ResultExport(connection, workflow::ask, rows.result()))
        : Optional.empty();
  }

  /** The person copied rows of the result; the session records it. */
  public void copied(int rows) {
    ResultViewModel copied = openResult;
    if (copied != null) {
      connection
          .access()
          .open()
          .ifPresent(
              session ->
                  desk.background()
                      .start(() -> session.recordDataLeft(copied.statement(), "copy", rows)));
    }
  }

  /** The tab closes: nothing more is read. */
  void close() {
    steps.clear();
    debounce.cancel();
    connection.accessProperty().removeListener(accessListener);
    export.cancel();
    if (openResult != null) {
      openResult.stop("");
    }
    if (running()) {
      cancel();
    }
  }
}

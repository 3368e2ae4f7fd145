package dev.gatehouse.app.workbench.export;

import dev.gatehouse.app.export.Export;
import dev.gatehouse.app.export.FileFormat;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Failure;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The exports of one editor, one at a time. On the FX thread, except the writing. */
public final class ExportViewModel {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");
  private static final String FOLDER = "export.folder";
  private final Desk desk;
  private final ReadOnlyObjectWrapper<ExportState> state =
      new ReadOnlyObjectWrapper<>(new ExportState.None());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final AtomicReference<Runnable> canceller = new AtomicReference<>(() -> {});
  private String replaces = "";

  public ExportViewModel(Desk desk) {
    this.desk = desk;
  }

  public ReadOnlyObjectProperty<ExportState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why the form cannot go on; empty where it can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public boolean running() {
    return state.get() instanceof ExportState.Running;
  }

  /** A file that says what it holds, in the folder of the last export. */
  String suggested(ExportSource source, FileFormat format) {
    String folder = desk.settings().get(FOLDER).orElseGet(() -> System.getProperty("user.home"));
    String stamp = STAMP.format(desk.clock().instant().atZone(desk.clock().getZone()));
    return Path.of(folder, source.name() + "-" + stamp + "." + format.extension()).toString();
  }

  /** Forgets what was wrong with the form. */
  void reset() {
    problem.set("");
    replaces = "";
  }

  private record Place(Path target, boolean folder, boolean exists) {}

  /**
   * Begins, unless the place will not do, which {@link #problemProperty()} says then. A file that
   * exists is replaced when it is asked for a second time.
   *
   * @param begun runs when the writing begins
   */
  void start(ExportSource source, String file, FileFormat format, Runnable begun) {
    if (running()) {
      problem.set(Strings.get("export.busy"));
      return;
    }
    Optional<Path> path = path(file);
    if (path.isEmpty()) {
      problem.set(Strings.get("export.badName"));
      return;
    }
    desk.background()
        .call(
            () -> look(path.get()),
            place -> placed(source, place, format, begun),
            failure -> problem.set(failure.sentence()));
  }

  private static Optional<Path> path(String file) {
    try {
      Path path = Path.of(file.strip());
      return path.isAbsolute() && path.getFileName() != null ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Place look(Path target) {
    Path folder = target.getParent();
    return new Place(target, folder != null && Files.isDirectory(folder), Files.exists(target));
  }

  private void placed(ExportSource source, Place place, FileFormat format, Runnable begun) {
    if (!place.folder()) {
      problem.set(Strings.get("export.noFolder"));
    } else if (place.exists() && !replaces.equals(place.target().toString())) {
      replaces = place.target().toString();
      problem.set(Strings.get("export.exists"));
    } else {
      begun.run();
      source.begin();
      write(source, place.target(), format);
    }
  }

  private void write(ExportSource source, Path target, FileFormat format) {
    Instant since = desk.clock().instant();
    AtomicLong rows = new AtomicLong();
    canceller.set(() -> {});
    state.set(new ExportState.Running(target, 0, since, false));
    desk.background()
        .call(
            () -> source.write(target, format, count -> progress(rows, count), canceller::set),
            ended -> over(ended, target, since),
            this::failed);
  }

  /** Tells the FX thread only once it has taken the last number. */
  private void progress(AtomicLong rows, long count) {
    if (rows.getAndSet(count) == 0) {
      desk.background().ui(() -> took(rows.getAndSet(0)));
    }
  }

  private void took(long rows) {
    if (state.get() instanceof ExportState.Running running) {
      state.set(
          new ExportState.Running(running.target(), rows, running.since(), running.cancelling()));
    }
  }

  private void over(Export.Ended ended, Path target, Instant since) {
    if (ended.cancelled()) {
      state.set(new ExportState.Over(false, Strings.get("export.cancelled")));
      return;
    }
    Path folder = target.getParent();
    if (folder != null) {
      desk.settings().set(FOLDER, folder.toString());
      desk.background().start(desk.settings()::save);
    }
    String took = Times.took(Duration.between(since, desk.clock().instant()));
    String done =
        Strings.get("export.done", String.format("%,d", ended.rows()), target.toString(), took);
    state.set(
        new ExportState.Over(
            true, ended.limited() ? done + " " + Strings.get("export.limited") : done));
  }

  private void failed(Failure failure) {
    state.set(new ExportState.Over(false, failure.sentence()));
  }

  /** Stops the export that runs; no file is left. */
  public void cancel() {
    if (state.get() instanceof ExportState.Running running && !running.cancelling()) {
      state.set(new ExportState.Running(running.target(), running.rows(), running.since(), true));
      desk.background().start(() -> canceller.get().run());
    }
  }

  /** Puts the outcome away. */
  public void dismiss() {
    if (!running()) {
      state.set(new ExportState.None());
    }
  }
}

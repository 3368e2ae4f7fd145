package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Dialogs;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.SystemFilePicker;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.editor.CodeAreaEditor;
import dev.gatehouse.app.workbench.editor.SqlEditor;
import dev.gatehouse.app.workbench.export.ExportView;
import dev.gatehouse.control.api.GrantView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** One editor tab: its target, the text, the verdict, the results. */
final class EditorView extends BorderPane {
  private final EditorViewModel model;
  private final Desk desk;
  private final SqlEditor editor;
  private final FindBar find;
  private final VerdictStrip strip = new VerdictStrip();
  private final ResultsView results;
  private final ExportView exportForm;
  private final Label left = Ui.label("", "grant-clock");
  private final Button run;
  private final HBox banner = Ui.row(10);
  private final Timeline ticking;
  private final ChangeListener<Access> accessListener = (value, old, now) -> accessChanged(now);

  EditorView(EditorViewModel model, Desk desk, Dialogs dialogs, Runnable edited) {
    this.model = model;
    this.desk = desk;
    getStyleClass().add("editor-view");
    editor = new CodeAreaEditor("sql-editor", new EditorWork(desk));
    find = new FindBar(editor);
    exportForm = new ExportView(model.export(), dialogs, new SystemFilePicker());
    results = new ResultsView(model, desk.clock(), this::export);
    run = Ui.button("run-button", Strings.get("query.run"), model::runStatement, "accent", "small");
    run.setGraphic(Icons.of(Material2MZ.PLAY_ARROW));
    Ui.name(run, Strings.get("query.run.hint"));
    editor.setText(model.text());
    editor.setCaret(model.caret());
    editor.completeWith(new CatalogCompletion(model.connection()));
    editor.onChange(
        () -> {
          model.edited(editor.text(), editor.caret());
          edited.run();
        });
    model.verdictProperty().addListener((value, old, now) -> strip.show(now));
    strip.show(model.verdictProperty().get());
    model.statementProperty().addListener((value, old, now) -> editor.markStatement(now));
    model.resultProperty().addListener((value, old, now) -> resultChanged(now));
    model.connection().accessProperty().addListener(accessListener);
    layOut();
    ticking = new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), event -> tick()));
    ticking.setCycleCount(Timeline.INDEFINITE);
    ticking.play();
    accessChanged(model.connection().access());
  }

  private void layOut() {
    VBox upper = new VBox(find, editor.node(), strip);
    VBox.setVgrow(editor.node(), javafx.scene.layout.Priority.ALWAYS);
    SplitPane split = new SplitPane(upper, results);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.42);
    split.getStyleClass().add("editor-split");
    banner.getStyleClass().add("session-banner");
    banner.setId("session-banner");
    Ui.show(banner, false);
    setTop(new VBox(toolbar(), banner));
    setCenter(split);
  }

  private HBox toolbar() {
    String environment = model.connection().source().environment();
    Label source = Ui.label(model.connection().source().title(), "target-name");
    source.setId("editor-target");
    left.setId("grant-clock");
    left.setGraphic(Icons.of(Material2OutlinedMZ.TIMER));
    HBox toolbar = Ui.row(10, run, EnvironmentBadge.of(environment), source, Ui.spacer(), left);
    toolbar.getStyleClass().add("editor-toolbar");
    EnvironmentBadge.dress(toolbar, environment);
    return toolbar;
  }

  FindBar find() {
    return find;
  }

  SqlEditor editor() {
    return editor;
  }

  EditorViewModel model() {
    return model;
  }

  /** Opens the form that writes the shown result to a file; does nothing where there is none. */
  void export() {
    model.exported().ifPresent(exportForm::open);
  }

  ResultsView results() {
    return results;
  }

  /** Gives up editor and timers of a closed tab. */
  void dispose() {
    ticking.stop();
    model.connection().accessProperty().removeListener(accessListener);
    results.stopTicking();
    editor.dispose();
  }

  private void resultChanged(ResultState state) {
    run.setDisable(state instanceof ResultState.Running);
    if (state instanceof ResultState.Stopped stopped && stopped.verdict().position().isPresent()) {
      markError(stopped.verdict().position().getAsInt());
    }
  }

  /** The position counts from the statement's start; the word there is underlined. */
  private void markError(int position) {
    int start = model.statementProperty().get().map(SqlEditor.Span::from).orElse(0);
    String text = editor.text();
    int from = Math.clamp(start + position, 0, Math.max(0, text.length() - 1));
    int to = from;
    while (to < text.length()
        && dev.gatehouse.app.workbench.editor.SqlLexer.isWordPart(text.charAt(to))) {
      to++;
    }
    editor.markError(new SqlEditor.Span(from, Math.min(text.length(), Math.max(to, from + 1))));
  }

  private void accessChanged(Access access) {
    Optional<String> sentence =
        switch (access) {
          case Access.Connected ignored -> Optional.<String>empty();
          case Access.Over over -> Optional.of(over.sentence());
          case Access.None ignored -> Optional.of(Strings.get("banner.none"));
          case Access.Waiting ignored -> Optional.of(Strings.get("banner.waiting"));
          case Access.Granted ignored -> Optional.of(Strings.get("banner.granted"));
          case Access.Connecting ignored -> Optional.of(Strings.get("banner.connecting"));
        };
    banner.getChildren().clear();
    sentence.ifPresent(
        text -> {
          Label label = Ui.paragraph(text, "banner-text");
          label.setId("session-banner-text");
          HBox.setHgrow(label, javafx.scene.layout.Priority.ALWAYS);
          banner.getChildren().addAll(Icons.of(Material2AL.INFO, "banner-icon"), label);
          if (access instanceof Access.Granted) {
            banner
                .getChildren()
                .add(
                    Ui.button(
                        "banner-connect",
                        Strings.get("query.connect"),
                        model.connection()::connect,
                        "small"));
          }
        });
    Ui.show(banner, sentence.isPresent());
    tick();
  }

  private void tick() {
    Optional<Instant> end =
        model.connection().access() instanceof Access.Connected connected
            ? Optional.ofNullable(connected.grant()).map(GrantView::end)
            : Optional.empty();
    Ui.show(left, end.isPresent());
    end.ifPresent(
        instant -> {
          Duration rest = Duration.between(desk.clock().instant(), instant);
          left.setText(Strings.get("grant.left", Times.clock(rest)));
          left.pseudoClassStateChanged(
              javafx.css.PseudoClass.getPseudoClass("short"), rest.toMinutes() < 5);
        });
  }

  /** Background work for the editor control. */
  private record EditorWork(Desk desk) implements SqlEditor.Work {
    @Override
    public <T> void run(Callable<T> work, Consumer<T> done) {
      desk.background().call(work, done, failure -> {});
    }
  }
}

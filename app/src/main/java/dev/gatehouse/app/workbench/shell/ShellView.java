package dev.gatehouse.app.workbench.shell;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.access.AccessView;
import dev.gatehouse.app.workbench.access.AskWorkflow;
import dev.gatehouse.app.workbench.access.Asks;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Failure;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.ModalDialogs;
import dev.gatehouse.app.workbench.design.Toasts;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.query.Connection;
import dev.gatehouse.app.workbench.query.QueryView;
import dev.gatehouse.app.workbench.review.ReviewView;
import dev.gatehouse.app.workbench.shell.ShellViewModel.Perspective;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The window of a signed-in person. */
public final class ShellView extends StackPane {
  private final ShellViewModel model;
  private final ModalDialogs dialogs = new ModalDialogs();
  private final Toasts toasts = new Toasts();
  private final StackPane center = new StackPane();
  private final Map<Perspective, Node> perspectives = new EnumMap<>(Perspective.class);
  private final QueryView query;
  private final AskWorkflow ask;
  private final List<Command> commands;
  private final CommandPalette palette;
  private final Runnable signedOut;

  /**
   * @param directory where editors and history are kept
   * @param theme switches between light and dark
   * @param signedOut runs after the person signed out
   */
  public ShellView(SignedIn person, Desk desk, Path directory, Runnable theme, Runnable signedOut) {
    this.model = new ShellViewModel(person, desk);
    this.signedOut = signedOut;
    this.ask = new AskWorkflow(person, desk, dialogs, toasts);
    setId("shell");
    getStyleClass().add("shell");
    query = new QueryView(desk, model.connections(), dialogs, directory, this::askForAccess);
    perspectives.put(Perspective.QUERY, query);
    perspectives.put(Perspective.ACCESS, new AccessView(model.access(), desk, asks()));
    if (model.reviewer()) {
      perspectives.put(Perspective.REVIEW, new ReviewView(model.review(), desk, toasts));
    }
    commands = new Commands(model, query, theme, this::openPalette, this::signOut).all();
    palette = new CommandPalette(dialogs, commands);
    BorderPane frame = new BorderPane(center);
    frame.setTop(new TopBar(person.me(), this::openPalette, theme, this::signOut));
    frame.setLeft(new Rail(model));
    frame.setBottom(new StatusBar(model.connections(), person.me().name()));
    StackPane.setAlignment(toasts.node(), Pos.TOP_RIGHT);
    getChildren().addAll(frame, toasts.node(), dialogs.node());
    model.perspectiveProperty().addListener((value, old, now) -> show(now));
    addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
    model.start();
    show(model.perspectiveProperty().get());
  }

  /** Takes down what is open; what it returns writes it, and blocks. */
  public Runnable keeper() {
    return query.model().keeper();
  }

  /** Stops what keeps the window fresh. */
  public void stop() {
    model.stop();
  }

  private void show(Perspective perspective) {
    Node view = perspectives.get(perspective);
    if (view != null) {
      center.getChildren().setAll(view);
    }
    switch (perspective) {
      case QUERY -> model.connections().refresh();
      case ACCESS -> model.access().refresh();
      case REVIEW -> model.review().refresh();
    }
  }

  private void askForAccess(Connection connection) {
    ask.ask(connection.source(), this::answered);
  }

  private void answered(GrantView grant) {
    model.connections().refresh();
    model.access().refresh();
  }

  private Asks asks() {
    return new Asks() {
      @Override
      public void ask(SourceView source) {
        ask.ask(source, ShellView.this::answered);
      }

      @Override
      public void extend(SourceView source, GrantView grant) {
        ask.extend(source, grant, ShellView.this::answered);
      }

      @Override
      public void again(SourceView source, GrantView grant) {
        ask.again(source, grant, ShellView.this::answered);
      }
    };
  }

  private void openPalette() {
    palette.open();
  }

  private void shortcut(KeyEvent event) {
    for (Command command : commands) {
      if (command.keys() != null && command.keys().match(event) && !foundElsewhere(command)) {
        command.action().run();
        event.consume();
        return;
      }
    }
  }

  /** Other perspectives find in their own way. */
  private boolean foundElsewhere(Command command) {
    return command.id().equals("editor.find")
        && model.perspectiveProperty().get() != Perspective.QUERY;
  }

  private void signOut() {
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.getStyleClass().add("small-spinner");
    VBox box =
        new VBox(
            14,
            Ui.row(12, spinner, Ui.label(Strings.get("signout.title"), "dialog-title")),
            Ui.paragraph(Strings.get("signout.sentence"), "dialog-sentence"));
    box.setId("signing-out");
    box.getStyleClass().add("dialog");
    dialogs.show(box, box, () -> {});
    model.signOut(keeper(), signedOut, this::notSignedOut);
  }

  private void notSignedOut(Failure failure) {
    dialogs.hide();
    toasts.warn(failure.sentence());
  }
}

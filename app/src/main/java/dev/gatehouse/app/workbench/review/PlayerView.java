package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The player: timeline, statements, and the statement at the playhead. Nothing is ever run. */
final class PlayerView extends BorderPane {
  private final PlayerViewModel model;
  private final Desk desk;
  private final ListView<RecordedStatement> list = new ListView<>();
  private final StatementDetails details;
  private final TextField search = new TextField();
  private final Label found = Ui.label("", "player-found");
  private final Label time = Ui.label("", "player-time");
  private final Button play;
  private final AnimationTimer timer;
  private long lastFrame;

  PlayerView(PlayerViewModel model, Desk desk, Runnable close) {
    this.model = model;
    this.desk = desk;
    this.details = new StatementDetails(desk, model.recording().session().source());
    setId("player");
    getStyleClass().add("player");
    play =
        Ui.iconButton(
            "player-play", Material2MZ.PLAY_ARROW, Strings.get("player.play"), model::toggle);
    play.getStyleClass().add("player-play");
    layOut(close);
    timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            model.advance(lastFrame == 0 ? 0 : (now - lastFrame) / 1e6);
            lastFrame = now;
          }
        };
    model.playingProperty().addListener((value, old, now) -> playing(now));
    model.currentProperty().addListener((value, old, now) -> statement(now.intValue()));
    model.positionProperty().addListener((value, old, now) -> showTime());
    model.utcProperty().addListener((value, old, now) -> zoneChanged());
    new PlayerKeys(this, model, search).install();
    statement(model.currentProperty().get());
    showTime();
  }

  private void layOut(Runnable close) {
    list.setId("player-statements");
    list.getItems().setAll(model.recording().statements());
    list.setCellFactory(ignored -> new StatementCell(model, desk.clock()));
    list.setFixedCellSize(54);
    list.setAccessibleText(Strings.get("player.statements"));
    list.setPlaceholder(
        Ui.empty(
            Material2OutlinedAL.INBOX,
            Strings.get("player.empty.title"),
            Strings.get("player.empty.sentence")));
    list.getSelectionModel()
        .selectedIndexProperty()
        .addListener(
            (value, old, now) -> {
              if (now.intValue() >= 0 && now.intValue() != model.currentProperty().get()) {
                model.select(now.intValue());
              }
            });
    VBox spine = new VBox(searchBar(), list);
    VBox.setVgrow(list, Priority.ALWAYS);
    spine.setMinWidth(250);
    SplitPane split = new SplitPane(spine, details);
    split.setDividerPositions(0.27);
    SplitPane.setResizableWithParent(spine, false);
    VBox top = new VBox(head(close));
    if (!model.recording().findings().isEmpty() || model.recording().unreadable() > 0) {
      top.getChildren().add(findings());
    }
    top.getChildren().add(transport());
    setTop(top);
    setCenter(split);
  }

  private Node head(Runnable close) {
    var session = model.recording().session();
    ZoneId zone = desk.clock().getZone();
    Label person = Ui.label(session.person(), "player-person");
    Label facts =
        Ui.label(
            Strings.get(
                "player.facts",
                session.source(),
                Times.exact(session.openedAt(), zone, desk.clock()),
                model.recording().statements().size()),
            "player-facts");
    Label purpose = Ui.label("“" + session.purpose() + "”", "player-purpose");
    purpose.setMinWidth(0);
    HBox head =
        Ui.row(
            10,
            Ui.iconButton(
                "player-close", Material2AL.ARROW_BACK, Strings.get("player.close"), close),
            person,
            EnvironmentBadge.of(session.environment()),
            facts,
            purpose,
            Ui.spacer(),
            VerifiedBadge.of(session, model.recording().findings()));
    head.getStyleClass().add("player-head");
    return head;
  }

  private Node findings() {
    VBox box = new VBox(4);
    box.setId("player-findings");
    box.getStyleClass().add("player-findings");
    for (String finding : model.recording().findings()) {
      Label line = Ui.paragraph(finding, "finding");
      line.setGraphic(Icons.of(Material2AL.ERROR));
      box.getChildren().add(line);
    }
    if (model.recording().unreadable() > 0) {
      box.getChildren()
          .add(
              Ui.paragraph(
                  Strings.get("player.unreadable", model.recording().unreadable()), "finding"));
    }
    return box;
  }

  private Node transport() {
    ChoiceBox<Double> speed = new ChoiceBox<>();
    speed.setId("player-speed");
    speed.getItems().setAll(PlayerViewModel.SPEEDS);
    speed.setConverter(new SpeedText());
    speed.valueProperty().bindBidirectional(model.speedProperty().asObject());
    speed.setAccessibleText(Strings.get("player.speed"));
    ToggleButton utc = new ToggleButton("UTC");
    utc.setId("player-utc");
    utc.getStyleClass().add("small");
    utc.selectedProperty().bindBidirectional(model.utcProperty());
    Ui.name(utc, Strings.get("player.utc"));
    time.setId("player-time");
    time.setMinWidth(118);
    TimelineView timeline = new TimelineView(model);
    HBox.setHgrow(timeline, Priority.ALWAYS);
    HBox transport =
        Ui.row(
            6,
            button(
                "player-previous-flag",
                Material2OutlinedMZ.SKIP_PREVIOUS,
                () -> model.stepFlagged(-1)),
            button("player-previous", Material2AL.CHEVRON_LEFT, () -> model.step(-1)),
            play,
            button("player-next", Material2AL.CHEVRON_RIGHT, () -> model.step(1)),
            button("player-next-flag", Material2OutlinedMZ.SKIP_NEXT, () -> model.stepFlagged(1)),
            timeline,
            time,
            speed,
            utc);
    transport.getStyleClass().add("player-transport");
    return transport;
  }

  private static Button button(String id, org.kordamp.ikonli.Ikon icon, Runnable action) {
    return Ui.iconButton(id, icon, Strings.get(id.replace('-', '.')), action);
  }

  private Node searchBar() {
    search.setId("player-search");
    search.setPromptText(Strings.get("player.search"));
    search.setAccessibleText(Strings.get("player.search"));
    search.getStyleClass().add("filter-field");
    HBox.setHgrow(search, Priority.ALWAYS);
    search.setOnAction(event -> model.search(search.getText(), 1));
    search.textProperty().addListener((value, old, now) -> model.matchesProperty().set(-1));
    model
        .matchesProperty()
        .addListener(
            (value, old, now) ->
                found.setText(
                    now.intValue() < 0 ? "" : Strings.get("player.found", now.intValue())));
    HBox bar = Ui.row(6, Icons.of(Material2OutlinedMZ.SEARCH, "filter-icon"), search, found);
    bar.getStyleClass().add("filter-row");
    return bar;
  }

  private void playing(boolean now) {
    lastFrame = 0;
    play.setGraphic(Icons.of(now ? Material2MZ.PAUSE : Material2MZ.PLAY_ARROW));
    if (now) {
      timer.start();
    } else {
      timer.stop();
    }
  }

  private void statement(int index) {
    showTime();
    list.refresh();
    List<RecordedStatement> statements = model.recording().statements();
    if (index >= 0 && index < statements.size()) {
      list.getSelectionModel().select(index);
      list.scrollTo(Math.max(0, index - 3));
      details.show(statements.get(index));
    }
  }

  private void zoneChanged() {
    list.refresh();
    showTime();
  }

  private void showTime() {
    int index = model.currentProperty().get();
    ZoneId zone = model.utcProperty().get() ? ZoneOffset.UTC : desk.clock().getZone();
    var at = index < 0 ? model.recording().start() : model.recording().statements().get(index).at();
    String name = model.utcProperty().get() ? "UTC" : Strings.get("player.local");
    time.setText(Times.ofDay(at, zone) + " " + name);
  }

  void focusFirst() {
    list.requestFocus();
  }

  /** Stops playing and gives up what the view holds. */
  void dispose() {
    timer.stop();
    details.dispose();
  }

  private static final class SpeedText extends StringConverter<Double> {
    @Override
    public String toString(Double speed) {
      return speed == null ? "" : (speed < 1 ? "0.5" : Integer.toString(speed.intValue())) + "×";
    }

    @Override
    public Double fromString(String text) {
      return Double.valueOf(text.replace("×", ""));
    }
  }
}

package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Ui;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** The timeline: a tick a statement, coloured by its decision; idle time hatched; a playhead. */
final class TimelineView extends Pane {
  /** More ticks than this would not be told apart. */
  private static final int MOST = 1_500;

  private static final double TRACK = 22;
  private static final double TOP = 9;
  private final PlayerViewModel model;
  private final Region track = region("timeline-track");
  private final Region played = region("timeline-played");
  private final Region head = region("timeline-head");
  private final List<Region> idle = new ArrayList<>();
  private final List<Region> ticks = new ArrayList<>();
  private final List<Integer> tickStatements = new ArrayList<>();

  TimelineView(PlayerViewModel model) {
    this.model = model;
    setId("player-timeline");
    getStyleClass().add("timeline");
    setMinHeight(40);
    setPrefHeight(40);
    setAccessibleText(Strings.get("player.timeline"));
    getChildren().addAll(track, played);
    for (PlayerClock.Idle stretch : model.clock().idle()) {
      Region region = region("timeline-idle");
      Tooltip.install(
          region,
          Ui.tooltip(Strings.get("player.idle", Times.took(Duration.ofMillis(stretch.real())))));
      idle.add(region);
    }
    getChildren().addAll(idle);
    List<RecordedStatement> statements = model.recording().statements();
    int every = Math.max(1, statements.size() / MOST);
    for (int i = 0; i < statements.size(); i++) {
      if (i % every == 0 || statements.get(i).flagged()) {
        ticks.add(tick(statements.get(i)));
        tickStatements.add(i);
      }
    }
    getChildren().addAll(ticks);
    getChildren().add(head);
    head.setMouseTransparent(true);
    model.positionProperty().addListener((value, old, now) -> requestLayout());
    setOnMousePressed(event -> seek(event.getX()));
    setOnMouseDragged(event -> seek(event.getX()));
  }

  private static Region tick(RecordedStatement statement) {
    Region tick = region("timeline-tick");
    tick.getStyleClass().add(Kinds.style(statement.kind()));
    if (statement.flagged()) {
      tick.getStyleClass().add("flagged");
    }
    Tooltip.install(
        tick,
        Ui.tooltip(Strings.get("player.tick", statement.number(), Kinds.word(statement.kind()))));
    return tick;
  }

  private static Region region(String style) {
    Region region = new Region();
    region.getStyleClass().add(style);
    region.setManaged(false);
    return region;
  }

  private void seek(double x) {
    double width = Math.max(1, getWidth());
    model.seek(x / width * model.clock().length());
  }

  private double x(long millis) {
    return (double) millis / Math.max(1, model.clock().length()) * getWidth();
  }

  @Override
  protected void layoutChildren() {
    track.resizeRelocate(0, TOP, getWidth(), TRACK);
    double at = x((long) model.positionProperty().get());
    played.resizeRelocate(0, TOP, at, TRACK);
    List<PlayerClock.Idle> stretches = model.clock().idle();
    for (int i = 0; i < idle.size(); i++) {
      double from = x(stretches.get(i).from());
      idle.get(i).resizeRelocate(from, TOP, Math.max(2, x(stretches.get(i).to()) - from), TRACK);
    }
    for (int i = 0; i < ticks.size(); i++) {
      int statement = tickStatements.get(i);
      double from = x(model.clock().startOf(statement));
      double width = Math.max(4, x(model.clock().endOf(statement)) - from - 1);
      ticks.get(i).resizeRelocate(from, TOP + 4, width, TRACK - 8);
    }
    head.resizeRelocate(Math.round(at) - 1.0, 2, 3, TRACK + 14);
  }
}

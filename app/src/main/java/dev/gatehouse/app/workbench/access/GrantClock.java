package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** What is left of a grant: a clock that runs down and a bar that empties. */
final class GrantClock extends HBox {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final PseudoClass SHORT_CLASS = PseudoClass.getPseudoClass("short");
  private final Instant start;
  private final Instant end;
  private final Clock clock;
  private final Label label = Ui.label("", "card-clock");
  private final ProgressBar bar = new ProgressBar();

  GrantClock(GrantView grant, Instant start, Instant end, Clock clock) {
    super(8);
    this.start = start;
    this.end = end;
    this.clock = clock;
    label.setId("clock-" + grant.id());
    label.setGraphic(Icons.of(Material2OutlinedMZ.TIMER));
    label.setMinWidth(USE_PREF_SIZE);
    bar.getStyleClass().add("clock-bar");
    bar.setAccessibleText(Strings.get("access.clock.bar"));
    setAlignment(Pos.CENTER_RIGHT);
    getStyleClass().add("grant-rest");
    getChildren().addAll(bar, label);
    tick();
  }

  /** Shows the time that it is now. */
  void tick() {
    Instant now = clock.instant();
    if (now.isBefore(start)) {
      label.setText(Strings.get("access.starts", Times.until(start, clock)));
      bar.setProgress(1);
      return;
    }
    Duration left = Duration.between(now, end);
    label.setText(
        left.isPositive()
            ? Strings.get("access.left", Times.clock(left), Times.until(end, clock))
            : Strings.get("access.over"));
    double whole = Math.max(1, Duration.between(start, end).toMillis());
    bar.setProgress(Math.clamp(left.toMillis() / whole, 0, 1));
    pseudoClassStateChanged(SHORT_CLASS, left.compareTo(SHORT) < 0);
  }
}

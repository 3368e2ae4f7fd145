package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;

/** A recorded statement in the player's list: time, text, decision, duration, rows, flag. */
final class StatementCell extends ListCell<RecordedStatement> {
  private static final PseudoClass PLAYHEAD = PseudoClass.getPseudoClass("playhead");
  private final PlayerViewModel model;
  private final Clock clock;

  StatementCell(PlayerViewModel model, Clock clock) {
    this.model = model;
    this.clock = clock;
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable RecordedStatement statement, boolean empty) {
    super.updateItem(statement, empty);
    setText(null);
    boolean there = !empty && statement != null;
    pseudoClassStateChanged(PLAYHEAD, there && getIndex() == model.currentProperty().get());
    setGraphic(statement == null || empty ? null : graphic(statement));
  }

  private HBox graphic(RecordedStatement statement) {
    ZoneId zone = model.utcProperty().get() ? ZoneOffset.UTC : clock.getZone();
    Label time = Ui.label(Times.ofDay(statement.at(), zone), "statement-time");
    Label text =
        Ui.label(statement.intent().text().strip().replaceAll("\\s+", " "), "statement-text");
    text.setMaxWidth(Double.MAX_VALUE);
    Label detail = Ui.label(detail(statement), "statement-detail");
    HBox second = Ui.row(6, Kinds.badge(statement.kind()), detail);
    if (statement.flagged()) {
      second.getChildren().addAll(Ui.spacer(), Icons.of(Material2AL.FLAG, "statement-flag"));
    }
    VBox texts = new VBox(3, text, second);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = new HBox(10, time, texts);
    row.setMinWidth(0);
    return row;
  }

  private static String detail(RecordedStatement statement) {
    String rows =
        statement.rows() < 0
            ? Strings.get("player.noRows")
            : Strings.counted("history.row", "history.rows", statement.rows());
    return switch (statement.kind()) {
      case DENIED, REFUSED, WAITING, NOT_CONFIRMED -> Strings.get("player.notRun");
      case ALLOWED, MASKED, CONFIRMED, FAILED, UNKNOWN ->
          Times.took(statement.took()) + "  ·  " + rows;
    };
  }
}

package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.core.audit.AuditEvent;
import java.util.Comparator;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** What was decided of a recorded statement, and what every rule said. */
final class DecisionView extends BorderedColumn {
  private final VBox content = new VBox(10);

  DecisionView() {
    super(Strings.get("player.decision"));
    setId("player-decision");
    content.getStyleClass().add("decision-content");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().add(scroll);
  }

  void show(RecordedStatement statement) {
    content.getChildren().clear();
    Label reason = Ui.paragraph(statement.intent().reason(), "decision-reason");
    reason.setId("player-reason");
    HBox head =
        new HBox(
            10,
            Icons.of(Kinds.icon(statement.kind()), "decision-icon", Kinds.style(statement.kind())),
            new VBox(2, Ui.label(Kinds.word(statement.kind()), "decision-title"), reason));
    content.getChildren().add(head);
    statement
        .intent()
        .sentText()
        .filter(sent -> !sent.equals(statement.intent().text()))
        .ifPresent(this::sent);
    statement.confirmation().ifPresent(this::confirmation);
    statement.intent().role().ifPresent(role -> line("player.role", role));
    statement.left().forEach(left -> line("player.left", left.how() + " (" + left.rows() + ")"));
    statement.intent().masks().stream()
        .filter(mask -> !mask.mask().equals("none"))
        .forEach(this::mask);
    statement.intent().rules().stream()
        .sorted(Comparator.comparing(rule -> rule.outcome().equals("not_matched")))
        .forEach(this::rule);
  }

  /** What the server was sent, where it is not the person's text to the letter. */
  private void sent(String text) {
    content
        .getChildren()
        .addAll(Ui.label(Strings.get("player.sent"), "fact-name"), Ui.paragraph(text, "sent-text"));
  }

  private void confirmation(AuditEvent.ConfirmationAnswered answered) {
    line(
        "player.confirmation",
        Strings.get(
            answered.confirmed() ? "player.confirmed" : "player.declined",
            answered.measuredRows()));
  }

  private void line(String key, String value) {
    content
        .getChildren()
        .add(Ui.row(8, Ui.label(Strings.get(key), "fact-name"), Ui.label(value, "fact-value")));
  }

  private void mask(AuditEvent.MaskRecord mask) {
    Label badge = Ui.badge(mask.mask(), "mask-badge");
    badge.setGraphic(Icons.of(Material2AL.LOCK));
    Label column = Ui.label(mask.column(), "fact-value");
    column.setTooltip(Ui.tooltip(mask.column()));
    content
        .getChildren()
        .add(new VBox(1, Ui.row(8, column, badge), Ui.paragraph(mask.rule(), "fact-name")));
  }

  private void rule(AuditEvent.RuleRecord rule) {
    boolean matched = rule.outcome().equalsIgnoreCase("matched");
    Label id = Ui.label(rule.id(), "rule-id");
    id.setMinWidth(USE_PREF_SIZE);
    Label why = Ui.paragraph(rule.why(), "rule-why");
    HBox.setHgrow(why, Priority.ALWAYS);
    VBox texts = new VBox(1, id, why);
    HBox row =
        new HBox(
            8,
            Icons.of(
                matched ? Material2OutlinedAL.CHECK_CIRCLE : Material2OutlinedAL.CANCEL,
                matched ? "rule-matched" : "rule-unmatched"),
            texts);
    row.setAlignment(Pos.TOP_LEFT);
    row.getStyleClass().add(matched ? "rule-row-matched" : "rule-row");
    content.getChildren().add(row);
  }
}

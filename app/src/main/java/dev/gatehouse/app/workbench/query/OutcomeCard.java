package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.core.decision.RuleVerdict;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** What the results area shows where there are no rows: what happened, why, and by which rule. */
final class OutcomeCard {
  private OutcomeCard() {}

  static Node written(ResultState.Written written) {
    VBox card =
        card(
            Material2OutlinedAL.CHECK_CIRCLE,
            "outcome-good",
            Strings.counted("result.written.one", "result.written.many", written.rows()),
            Strings.get("result.written.sentence", Times.took(written.took())));
    return framed(card);
  }

  static Node stopped(ResultState.Stopped stopped) {
    VBox card =
        card(icon(stopped.kind()), style(stopped.kind()), stopped.title(), stopped.sentence());
    if (!stopped.verdict().rule().isEmpty() && stopped.kind() != ResultState.Kind.FAILED) {
      card.getChildren().add(rules(stopped.verdict()));
    }
    return framed(card);
  }

  private static VBox card(Ikon icon, String style, String title, String sentence) {
    Label head = Ui.label(title, "outcome-title");
    head.setId("outcome-title");
    Label text = Ui.paragraph(sentence, "outcome-sentence");
    text.setId("outcome-sentence");
    VBox texts = new VBox(4, head, text);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = new HBox(14, Icons.of(icon, "outcome-icon"), texts);
    VBox card = new VBox(12, row);
    card.setId("outcome-card");
    card.getStyleClass().addAll("outcome-card", style);
    card.setMaxWidth(640);
    card.setMaxHeight(VBox.USE_PREF_SIZE);
    return card;
  }

  /** The rules that had a say, and beneath them the ones that did not match. */
  private static Node rules(Verdict verdict) {
    VBox rules = new VBox(6);
    rules.getStyleClass().add("outcome-rules");
    if (verdict.verdicts().isEmpty()) {
      rules.getChildren().add(rule(Material2OutlinedAL.CODE, verdict.rule(), ""));
    }
    for (RuleVerdict rule : verdict.verdicts()) {
      if (rule.outcome() != RuleVerdict.Outcome.NOT_MATCHED) {
        rules.getChildren().add(rule(Material2OutlinedAL.GAVEL, rule.ruleId(), rule.why()));
      }
    }
    return rules;
  }

  private static Node rule(Ikon icon, String id, String why) {
    Label name = Ui.label(id, "rule-id");
    name.setMinWidth(Label.USE_PREF_SIZE);
    Label text = Ui.paragraph(why, "rule-why");
    HBox row = new HBox(8, Icons.of(icon, "rule-icon"), name, text);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }

  private static Node framed(VBox card) {
    StackPane frame = new StackPane(card);
    frame.getStyleClass().add("outcome-frame");
    StackPane.setAlignment(card, Pos.TOP_CENTER);
    ScrollPane scroll = new ScrollPane(frame);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain-scroll");
    return scroll;
  }

  private static Ikon icon(ResultState.Kind kind) {
    return switch (kind) {
      case DENIED -> Material2AL.BLOCK;
      case NEEDS_APPROVAL -> Material2OutlinedAL.HOURGLASS_EMPTY;
      case NOT_UNDERSTOOD -> Material2OutlinedAL.HELP_OUTLINE;
      case NOT_CONFIRMED -> Material2OutlinedAL.CANCEL;
      case FAILED -> Material2OutlinedAL.ERROR_OUTLINE;
      case CANCELLED -> Material2OutlinedAL.CANCEL;
      case SESSION_OVER -> Material2MZ.TIMER_OFF;
    };
  }

  private static String style(ResultState.Kind kind) {
    return switch (kind) {
      case DENIED, NOT_UNDERSTOOD, FAILED -> "outcome-denied";
      case NEEDS_APPROVAL, SESSION_OVER -> "outcome-waiting";
      case NOT_CONFIRMED, CANCELLED -> "outcome-neutral";
    };
  }
}

package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Dialogs;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.core.decision.RuleVerdict;
import dev.gatehouse.core.pipeline.Confirmation;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2MZ;

/** Asks before a statement that could destroy: what, where, how many rows, and which rule asks. */
final class ConfirmView implements RunWorkflow.ConfirmDoor {
  private final Dialogs dialogs;

  ConfirmView(Dialogs dialogs) {
    this.dialogs = dialogs;
  }

  @Override
  public void ask(Confirmation asked, String environment, Consumer<Boolean> answer) {
    Button cancel = new Button(Strings.get("confirm.cancel"));
    cancel.setId("confirm-cancel");
    cancel.setDefaultButton(true);
    cancel.setCancelButton(true);
    cancel.setOnAction(event -> answered(answer, false));
    Button run = new Button(Strings.get("confirm.run"));
    run.setId("confirm-run");
    run.getStyleClass().add(EnvironmentBadge.production(environment) ? "danger" : "warning-button");
    run.setOnAction(event -> answered(answer, true));
    VBox box = new VBox(16, head(asked, environment), facts(asked, environment), statement(asked));
    box.setId("confirm-dialog");
    box.getStyleClass().addAll("dialog", "confirm-dialog");
    EnvironmentBadge.dress(box, environment);
    String typed = asked.decision().typedName();
    if (!typed.isEmpty()) {
      run.setDisable(true);
      box.getChildren().add(typing(typed, run));
    }
    HBox buttons = Ui.row(8, Ui.spacer(), cancel, run);
    box.getChildren().add(buttons);
    dialogs.show(box, cancel, () -> answer.accept(false));
  }

  private void answered(Consumer<Boolean> answer, boolean yes) {
    dialogs.hide();
    answer.accept(yes);
  }

  private static Node head(Confirmation asked, String environment) {
    Label title =
        Ui.label(
            asked.measuredRows().isPresent()
                ? Strings.counted(
                    "confirm.title.one", "confirm.title.many", asked.measuredRows().getAsLong())
                : Strings.get("confirm.title.unknown"),
            "dialog-title");
    title.setId("confirm-title");
    Label reason = Ui.paragraph(asked.decision().reason(), "dialog-sentence");
    reason.setId("confirm-reason");
    VBox texts = new VBox(4, title, reason);
    HBox.setHgrow(texts, javafx.scene.layout.Priority.ALWAYS);
    HBox head =
        new HBox(
            14,
            Icons.of(Material2MZ.WARNING, "dialog-icon"),
            texts,
            EnvironmentBadge.of(environment));
    return head;
  }

  private static Node facts(Confirmation asked, String environment) {
    GridPane facts = new GridPane(14, 6);
    facts.getStyleClass().add("facts");
    fact(facts, 0, "confirm.target", asked.target(), "confirm-target");
    fact(
        facts, 1, "confirm.environment", EnvironmentBadge.word(environment), "confirm-environment");
    fact(
        facts,
        2,
        "confirm.rows",
        asked.measuredRows().isPresent()
            ? Strings.get("confirm.measured", asked.measuredRows().getAsLong())
            : Strings.get("confirm.unmeasured"),
        "confirm-rows");
    fact(facts, 3, "confirm.rule", rules(asked), "confirm-rule");
    return facts;
  }

  private static String rules(Confirmation asked) {
    return asked.decision().verdicts().stream()
        .filter(verdict -> verdict.outcome() == RuleVerdict.Outcome.MATCHED)
        .map(RuleVerdict::ruleId)
        .collect(Collectors.joining(", "));
  }

  private static void fact(GridPane facts, int row, String key, String value, String id) {
    Label text = Ui.label(value, "fact-value");
    text.setId(id);
    facts.addRow(row, Ui.label(Strings.get(key), "fact-name"), text);
  }

  private static Node statement(Confirmation asked) {
    TextArea statement = new TextArea(asked.statement());
    statement.setId("confirm-statement");
    statement.setEditable(false);
    statement.setWrapText(true);
    statement.setPrefRowCount(Math.clamp(asked.statement().lines().count(), 2, 8));
    statement.getStyleClass().add("mono");
    statement.setAccessibleText(Strings.get("confirm.statement"));
    return statement;
  }

  private static Node typing(String wanted, Button run) {
    TextField field = new TextField();
    field.setId("confirm-typed");
    field.setPromptText(wanted);
    field.getStyleClass().add("mono");
    field.textProperty().addListener((value, old, now) -> run.setDisable(!now.equals(wanted)));
    field.setOnAction(
        event -> {
          if (!run.isDisabled()) {
            run.fire();
          }
          event.consume();
        });
    Label label = Ui.label(Strings.get("confirm.type", wanted), "form-label");
    label.setLabelFor(field);
    return new VBox(6, label, field);
  }
}

package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.access.GrantFacts;
import dev.gatehouse.app.workbench.access.GrantStates;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** An emergency that was granted at once, and the two things to say of it; both need a comment. */
final class EmergencyCard extends VBox {
  /** What is said. */
  interface Judge {
    void judge(GrantView grant, boolean justified, String comment);
  }

  EmergencyCard(GrantView grant, Desk desk, Judge judge) {
    super(10);
    setId("emergency-" + grant.id());
    getStyleClass().addAll("card", "emergency-card");
    TextField comment = new TextField();
    comment.setId("emergency-comment-" + grant.id());
    comment.setPromptText(Strings.get("review.emergency.comment"));
    comment.setAccessibleText(Strings.get("review.emergency.comment"));
    HBox.setHgrow(comment, Priority.ALWAYS);
    HBox head =
        Ui.row(
            10,
            Ui.label(grant.requester(), "card-title"),
            Ui.label(Strings.get("review.emergency.used", grant.source()), "card-sub"));
    if (!grant.environment().isEmpty()) {
      head.getChildren().add(EnvironmentBadge.of(grant.environment()));
    }
    head.getChildren().add(GrantStates.badge(grant.state()));
    getChildren()
        .addAll(
            head,
            Ui.paragraph("“" + grant.purpose() + "”", "card-purpose"),
            GrantFacts.of(grant, desk),
            Ui.row(
                8,
                comment,
                answer("not-justified-", grant, false, comment, judge),
                answer("justified-", grant, true, comment, judge)));
  }

  private static Button answer(
      String id, GrantView grant, boolean justified, TextField comment, Judge judge) {
    Button button =
        Ui.button(
            id + grant.id(),
            Strings.get(justified ? "review.emergency.justified" : "review.emergency.not"),
            () -> judge.judge(grant, justified, comment.getText().strip()));
    button.disableProperty().bind(comment.textProperty().map(text -> text.isBlank()).orElse(true));
    return button;
  }
}

package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.access.GrantFacts;
import dev.gatehouse.app.workbench.access.GrantStates;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** A request with the facts at hand, and the two answers. A denial needs a reason. */
final class RequestCard extends VBox {
  private final Desk desk;
  private final VBox similar = new VBox(4);

  RequestCard(
      GrantView request,
      Desk desk,
      BiConsumer<GrantView, String> approve,
      BiConsumer<GrantView, String> deny) {
    super(10);
    this.desk = desk;
    setId("request-" + request.id());
    getStyleClass().add("card");
    TextField comment = new TextField();
    comment.setId("request-comment-" + request.id());
    comment.setPromptText(Strings.get("review.comment"));
    comment.setAccessibleText(Strings.get("review.comment"));
    HBox.setHgrow(comment, Priority.ALWAYS);
    Button no =
        Ui.button(
            "deny-" + request.id(),
            Strings.get("review.deny"),
            () -> deny.accept(request, comment.getText().strip()));
    no.disableProperty().bind(comment.textProperty().map(text -> text.isBlank()).orElse(true));
    Button yes =
        Ui.button(
            "approve-" + request.id(),
            Strings.get("review.approve"),
            () -> approve.accept(request, comment.getText().strip()),
            "accent");
    Label reason = Ui.paragraph(request.reason(), "card-reason");
    reason.setGraphic(Icons.of(Material2OutlinedAL.GAVEL));
    similar.setId("similar-" + request.id());
    similar.getStyleClass().add("similar");
    getChildren()
        .addAll(
            head(request),
            Ui.paragraph("“" + request.purpose() + "”", "card-purpose"),
            GrantFacts.of(request, desk),
            reason);
    request.demands().forEach(demand -> getChildren().add(Ui.paragraph(demand, "card-reason")));
    getChildren().addAll(similar, Ui.row(8, comment, no, yes));
    Ui.show(reason, !request.reason().isBlank());
    Ui.show(similar, false);
  }

  private static Node head(GrantView request) {
    HBox head =
        Ui.row(
            10,
            Ui.label(request.requester(), "card-title"),
            Ui.label(
                Strings.get(
                    request.extendsGrant() == null ? "review.asksFor" : "review.asksOn",
                    request.source()),
                "card-sub"));
    if (!request.environment().isEmpty()) {
      head.getChildren().add(EnvironmentBadge.of(request.environment()));
    }
    if (request.actions().stream().anyMatch(action -> !action.equals("read"))) {
      head.getChildren()
          .add(Ui.badge(Strings.get("review.writes"), "state-badge", "badge-waiting"));
    }
    if (!request.unmask().isEmpty()) {
      head.getChildren().add(Ui.badge(Strings.get("review.unmasks"), "state-badge", "badge-bad"));
    }
    if (request.breakGlass()) {
      head.getChildren().add(Ui.badge(Strings.get("grant.emergency"), "state-badge", "badge-bad"));
    }
    return head;
  }

  /** Shows what was decided before about requests like this one. */
  void showSimilar(List<GrantView> before) {
    similar.getChildren().clear();
    similar
        .getChildren()
        .add(
            Ui.label(
                Strings.get(before.isEmpty() ? "review.similar.none" : "review.similar"),
                "similar-title"));
    before.forEach(grant -> similar.getChildren().add(past(grant)));
    Ui.show(similar, true);
  }

  private Node past(GrantView grant) {
    Label words =
        Ui.label(
            Strings.get(
                "review.similar.line",
                grant.requester(),
                Times.until(grant.requestedAt(), desk.clock()),
                String.join(", ", grant.actions()),
                String.join(", ", grant.relations()),
                grant.durationMinutes()),
            "similar-line");
    Label why = Ui.label(grant.reason(), "rule-why");
    HBox.setHgrow(why, Priority.ALWAYS);
    HBox row = Ui.row(10, GrantStates.badge(grant.state()), words, why);
    words.setMinWidth(USE_PREF_SIZE);
    return row;
  }
}

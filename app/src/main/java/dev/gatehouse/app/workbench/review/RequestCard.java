package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.access.GrantFacts;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** A request with the facts at hand, and the two answers. A denial needs a reason. */
final class RequestCard extends VBox {
  RequestCard(
      GrantView request,
      Desk desk,
      BiConsumer<GrantView, String> approve,
      BiConsumer<GrantView, String> deny) {
    super(10);
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
    getChildren()
        .addAll(
            Ui.row(
                10,
                Ui.label(request.requester(), "card-title"),
                Ui.label(Strings.get("review.asksFor", request.source()), "card-sub")),
            Ui.paragraph("“" + request.purpose() + "”", "card-purpose"),
            GrantFacts.of(request, desk),
            reason,
            Ui.row(8, comment, no, yes));
    Ui.show(reason, !request.reason().isBlank());
  }
}

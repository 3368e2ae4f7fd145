package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Toasts;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SessionView;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The Review perspective: requests to decide above, sessions below, the player in front. */
public final class ReviewView extends StackPane {
  private final ReviewViewModel model;
  private final Desk desk;
  private final Toasts toasts;
  private final VBox requests = new VBox(10);
  private final BorderPane overview = new BorderPane();
  private @Nullable PlayerView player;

  public ReviewView(ReviewViewModel model, Desk desk, Toasts toasts) {
    this.model = model;
    this.desk = desk;
    this.toasts = toasts;
    setId("review-view");
    getStyleClass().add("page");
    requests.setId("review-requests");
    SessionsTable sessions = new SessionsTable(model.sessions(), desk, this::open);
    VBox.setVgrow(sessions, Priority.ALWAYS);
    VBox lower = new VBox(10, Ui.label(Strings.get("review.sessions"), "section-title"), sessions);
    lower.getStyleClass().add("page-list");
    VBox upper = new VBox(10, Ui.label(Strings.get("review.requests"), "section-title"), requests);
    upper.getStyleClass().add("page-list");
    ScrollPane scroll = new ScrollPane(upper);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain-scroll");
    VBox body = new VBox(scroll, lower);
    VBox.setVgrow(lower, Priority.ALWAYS);
    lower.setMinHeight(220);
    overview.setTop(head());
    overview.setCenter(body);
    getChildren().add(overview);
    model.requests().addListener((ListChangeListener<GrantView>) change -> rebuild());
    model.emergencies().addListener((ListChangeListener<GrantView>) change -> rebuild());
    rebuild();
  }

  private Node head() {
    Label trouble = Ui.paragraph("", "form-error");
    trouble.setId("review-trouble");
    trouble.textProperty().bind(model.troubleProperty());
    trouble.visibleProperty().bind(model.troubleProperty().isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    VBox head =
        new VBox(
            4,
            Ui.row(
                8,
                Ui.label(Strings.get("review.title"), "page-title"),
                Ui.spacer(),
                Ui.iconButton(
                    "review-refresh",
                    Material2OutlinedMZ.REFRESH,
                    Strings.get("tree.refresh"),
                    model::refresh)),
            Ui.paragraph(Strings.get("review.sentence"), "page-sentence"),
            trouble);
    head.getStyleClass().add("page-head");
    return head;
  }

  private void rebuild() {
    requests.getChildren().clear();
    if (model.requests().isEmpty()) {
      Label none = Ui.label(Strings.get("review.none"), "quiet-card");
      none.setGraphic(
          dev.gatehouse.app.workbench.design.Icons.of(Material2OutlinedAL.CHECK_CIRCLE));
      none.setMaxWidth(Double.MAX_VALUE);
      requests.getChildren().add(none);
    }
    for (GrantView request : model.requests()) {
      RequestCard card = new RequestCard(request, desk, this::approve, this::deny);
      model.similar(request, card::showSimilar);
      requests.getChildren().add(card);
    }
    if (!model.emergencies().isEmpty()) {
      requests.getChildren().add(Ui.label(Strings.get("review.emergencies"), "section-title"));
    }
    for (GrantView emergency : model.emergencies()) {
      requests.getChildren().add(new EmergencyCard(emergency, desk, this::judge));
    }
  }

  private void judge(GrantView grant, boolean justified, String comment) {
    model.reviewEmergency(
        grant,
        justified,
        comment,
        reviewed -> toasts.tell(Strings.get("review.judged", reviewed.requester())));
  }

  private void approve(GrantView request, String comment) {
    model.approve(
        request,
        comment,
        grant -> toasts.tell(Strings.get("review.approved", grant.requester(), grant.source())));
  }

  private void deny(GrantView request, String reason) {
    model.deny(
        request,
        reason,
        grant -> toasts.tell(Strings.get("review.denied", grant.requester(), grant.source())));
  }

  private void open(SessionView session) {
    model.open(
        session,
        recording -> {
          closePlayer();
          PlayerView opened = new PlayerView(recording, desk, this::closePlayer);
          player = opened;
          overview.setVisible(false);
          getChildren().add(opened);
          opened.focusFirst();
        });
  }

  private void closePlayer() {
    if (player != null) {
      player.dispose();
      getChildren().remove(player);
      player = null;
      overview.setVisible(true);
    }
  }
}

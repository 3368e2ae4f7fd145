package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import java.time.Duration;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The Access perspective: what a person may do now, what they asked for, and what was answered. */
public final class AccessView extends BorderPane {
  private final AccessViewModel model;
  private final Desk desk;
  private final VBox list = new VBox(10);
  private final Timeline ticking;

  public AccessView(AccessViewModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
    setId("access-view");
    getStyleClass().add("page");
    list.setId("access-list");
    list.getStyleClass().add("page-list");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain-scroll");
    setTop(head());
    setCenter(scroll);
    model.grants().addListener((ListChangeListener<GrantView>) change -> rebuild());
    rebuild();
    ticking = new Timeline(new KeyFrame(javafx.util.Duration.seconds(15), event -> rebuild()));
    ticking.setCycleCount(Timeline.INDEFINITE);
    ticking.play();
  }

  private Node head() {
    Label trouble = Ui.paragraph("", "form-error");
    trouble.setId("access-trouble");
    trouble.textProperty().bind(model.troubleProperty());
    trouble.visibleProperty().bind(model.troubleProperty().isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    VBox head =
        new VBox(
            4,
            Ui.row(
                8,
                Ui.label(Strings.get("access.title"), "page-title"),
                Ui.spacer(),
                Ui.iconButton(
                    "access-refresh",
                    Material2OutlinedMZ.REFRESH,
                    Strings.get("tree.refresh"),
                    model::refresh)),
            Ui.paragraph(Strings.get("access.sentence"), "page-sentence"),
            trouble);
    head.getStyleClass().add("page-head");
    return head;
  }

  private void rebuild() {
    list.getChildren().clear();
    if (model.grants().isEmpty()) {
      list.getChildren()
          .add(
              Ui.empty(
                  Material2OutlinedMZ.VPN_KEY,
                  Strings.get("access.empty.title"),
                  Strings.get("access.empty.sentence")));
      return;
    }
    section("access.section.open", true);
    section("access.section.past", false);
  }

  private void section(String title, boolean open) {
    var grants = model.grants().filtered(g -> GrantStates.open(g.state()) == open);
    if (!grants.isEmpty()) {
      list.getChildren().add(Ui.label(Strings.get(title), "section-title"));
      grants.forEach(grant -> list.getChildren().add(card(grant)));
    }
  }

  private Node card(GrantView grant) {
    HBox head =
        Ui.row(
            10,
            Ui.label(grant.source(), "card-title"),
            GrantStates.badge(grant.state()),
            Ui.spacer(),
            clock(grant));
    actions(grant, head);
    Label purpose = Ui.paragraph(grant.purpose(), "card-purpose");
    VBox card = new VBox(8, head, purpose, GrantFacts.of(grant, desk));
    if (!grant.reason().isBlank()) {
      Label reason = Ui.paragraph(grant.reason(), "card-reason");
      reason.setGraphic(Icons.of(Material2OutlinedAL.GAVEL));
      card.getChildren().add(reason);
    }
    card.setId("grant-" + grant.id());
    card.getStyleClass().add("card");
    return card;
  }

  private Label clock(GrantView grant) {
    if (!GrantStates.open(grant.state()) || grant.end() == null) {
      return Ui.label("");
    }
    Duration rest = Duration.between(desk.clock().instant(), grant.end());
    Label clock =
        Ui.label(
            Strings.get("access.left", Times.until(grant.end(), desk.clock()), rest.toMinutes()),
            "card-clock");
    clock.setGraphic(Icons.of(Material2OutlinedMZ.TIMER));
    return clock;
  }

  private void actions(GrantView grant, HBox head) {
    switch (grant.state()) {
      case "requested", "approved" ->
          head.getChildren()
              .add(
                  Ui.button(
                      "withdraw-" + grant.id(),
                      Strings.get("access.withdraw"),
                      () -> model.withdraw(grant),
                      "small"));
      case "active" ->
          head.getChildren()
              .add(
                  Ui.button(
                      "give-back-" + grant.id(),
                      Strings.get("access.giveBack"),
                      () -> model.giveBack(grant),
                      "small"));
      default -> HBox.setHgrow(head, Priority.NEVER);
    }
  }
}

package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.workbench.access.PolicyWords.Section;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The Access perspective: what a person may do now, what they asked for, and what was answered. */
public final class AccessView extends BorderPane {
  private final AccessViewModel model;
  private final Desk desk;
  private final Asks asks;
  private final VBox list = new VBox(10);
  private final PolicyView policy = new PolicyView();
  private final MenuButton ask = new MenuButton(Strings.get("access.ask"));
  private final List<GrantClock> clocks = new ArrayList<>();
  private final Timeline ticking =
      new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), event -> tick()));

  public AccessView(AccessViewModel model, Desk desk, Asks asks) {
    this.model = model;
    this.desk = desk;
    this.asks = asks;
    setId("access-view");
    getStyleClass().add("page");
    list.setId("access-list");
    list.getStyleClass().add("page-list");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain-scroll");
    setTop(head(scroll));
    setCenter(scroll);
    model.grants().addListener((ListChangeListener<GrantView>) change -> rebuild());
    model.sources().addListener((ListChangeListener<SourceView>) change -> offer());
    model.policy().addListener((ListChangeListener<Section>) c -> policy.show(model.policy()));
    rebuild();
    offer();
    policy.show(model.policy());
    ticking.setCycleCount(Timeline.INDEFINITE);
    sceneProperty()
        .addListener(
            (value, old, scene) -> {
              if (scene == null) {
                ticking.stop();
              } else {
                ticking.play();
              }
            });
  }

  private Node head(ScrollPane scroll) {
    ask.setId("access-ask");
    ask.getStyleClass().add("accent");
    VBox head =
        new VBox(
            4,
            Ui.row(
                8,
                Ui.label(Strings.get("access.title"), "page-title"),
                Ui.spacer(),
                ask,
                Ui.iconButton(
                    "access-refresh",
                    Material2OutlinedMZ.REFRESH,
                    Strings.get("tree.refresh"),
                    model::refresh)),
            Ui.paragraph(Strings.get("access.sentence"), "page-sentence"),
            tabs(scroll),
            trouble("access-trouble", model.troubleProperty()),
            trouble("policy-trouble", model.policyTroubleProperty()));
    head.getStyleClass().add("page-head");
    return head;
  }

  private Node tabs(ScrollPane scroll) {
    ToggleGroup group = new ToggleGroup();
    ToggleButton mine = tab("access-tab-mine", "access.tab.mine", group, "left-pill");
    ToggleButton words = tab("access-tab-policy", "access.tab.policy", group, "right-pill");
    mine.setSelected(true);
    mine.setOnAction(event -> show(mine, scroll, list));
    words.setOnAction(event -> show(words, scroll, policy));
    HBox tabs = new HBox(mine, words);
    tabs.getStyleClass().add("page-tabs");
    return tabs;
  }

  private static ToggleButton tab(String id, String key, ToggleGroup group, String style) {
    ToggleButton tab = new ToggleButton(Strings.get(key));
    tab.setId(id);
    tab.setToggleGroup(group);
    tab.getStyleClass().add(style);
    return tab;
  }

  private static void show(ToggleButton tab, ScrollPane scroll, Node content) {
    tab.setSelected(true);
    scroll.setContent(content);
    scroll.setVvalue(0);
  }

  private static Label trouble(String id, ReadOnlyStringProperty text) {
    Label trouble = Ui.paragraph("", "form-error");
    trouble.setId(id);
    trouble.textProperty().bind(text);
    trouble.visibleProperty().bind(text.isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    return trouble;
  }

  private void offer() {
    ask.getItems().clear();
    for (SourceView source : model.sources()) {
      MenuItem item = new MenuItem(source.title(), EnvironmentBadge.of(source.environment()));
      item.setId("access-ask-" + source.name());
      item.setOnAction(event -> asks.ask(source));
      ask.getItems().add(item);
    }
    ask.setDisable(model.sources().isEmpty());
    rebuild();
  }

  private void tick() {
    clocks.forEach(GrantClock::tick);
  }

  private void rebuild() {
    list.getChildren().clear();
    clocks.clear();
    if (model.grants().isEmpty()) {
      list.getChildren()
          .add(
              Ui.empty(
                  Material2OutlinedMZ.VPN_KEY,
                  Strings.get("access.empty.title"),
                  Strings.get("access.empty.sentence")));
      return;
    }
    section("access.section.held", GrantStates::held);
    section("access.section.waiting", "requested"::equals);
    section("access.section.past", state -> !GrantStates.open(state));
  }

  private void section(String title, Predicate<String> states) {
    var grants = model.grants().filtered(grant -> states.test(grant.state()));
    if (!grants.isEmpty()) {
      list.getChildren().add(Ui.label(Strings.get(title), "section-title"));
      grants.forEach(grant -> list.getChildren().add(card(grant)));
    }
  }

  private Node card(GrantView grant) {
    HBox head = Ui.row(10, title(grant), GrantStates.badge(grant.state()));
    if (grant.breakGlass()) {
      head.getChildren().add(Ui.badge(Strings.get("grant.emergency"), "state-badge", "badge-bad"));
    }
    head.getChildren().add(Ui.spacer());
    clock(grant).ifPresent(head.getChildren()::add);
    head.getChildren().addAll(actions(grant));
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

  private Node title(GrantView grant) {
    Optional<SourceView> source = model.source(grant);
    Label title = Ui.label(source.map(SourceView::title).orElse(grant.source()), "card-title");
    return source.isPresent()
        ? Ui.row(8, title, EnvironmentBadge.of(source.get().environment()))
        : title;
  }

  private Optional<GrantClock> clock(GrantView grant) {
    Instant start = grant.start();
    Instant end = grant.end();
    if (!GrantStates.held(grant.state()) || start == null || end == null) {
      return Optional.empty();
    }
    GrantClock clock = new GrantClock(grant, start, end, desk.clock());
    clocks.add(clock);
    return Optional.of(clock);
  }

  private List<Node> actions(GrantView grant) {
    List<Node> actions = new ArrayList<>();
    Optional<SourceView> source = model.source(grant);
    if (GrantStates.held(grant.state()) && source.isPresent() && !model.isExtended(grant)) {
      actions.add(
          action("extend-", grant, "access.extend", () -> asks.extend(source.get(), grant)));
    }
    switch (grant.state()) {
      case "requested", "approved" ->
          actions.add(action("withdraw-", grant, "access.withdraw", () -> model.withdraw(grant)));
      case "active" ->
          actions.add(action("give-back-", grant, "access.giveBack", () -> model.giveBack(grant)));
      default -> {
        if (!GrantStates.open(grant.state()) && source.isPresent()) {
          actions.add(
              action("again-", grant, "access.again", () -> asks.again(source.get(), grant)));
        }
      }
    }
    return actions;
  }

  private static Button action(String id, GrantView grant, String key, Runnable work) {
    return Ui.button(id + grant.id(), Strings.get(key), work, "small");
  }
}

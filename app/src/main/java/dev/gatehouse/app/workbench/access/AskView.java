package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.EnvironmentBadge;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The form that asks for access: why, what, which actions, how long. */
final class AskView extends VBox {
  private static final List<Integer> MINUTES = List.of(15, 30, 60, 120, 240, 480);
  private final AskViewModel model;
  private final TextArea purpose = new TextArea();

  AskView(AskViewModel model, Runnable cancel) {
    this.model = model;
    setId("ask-dialog");
    getStyleClass().addAll("dialog", "ask-dialog");
    setSpacing(16);
    purpose.setId("ask-purpose");
    purpose.setPrefRowCount(2);
    purpose.setWrapText(true);
    purpose.setPromptText(Strings.get("ask.purpose.prompt"));
    purpose.textProperty().bindBidirectional(model.purposeProperty());
    purpose.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            model.send();
          }
        });
    getChildren().addAll(head(), field("ask.purpose", purpose, ""));
    getChildren().add(field("ask.duration", durations(), "ask.duration.hint"));
    switch (model.template()) {
      case AskTemplate.Extension extension ->
          getChildren().add(Ui.paragraph(terms(extension.grant()), "form-hint"));
      case AskTemplate.Fresh fresh -> getChildren().addAll(terms());
      case AskTemplate.Again again -> getChildren().addAll(terms());
    }
    getChildren().addAll(trouble(), buttons(cancel));
  }

  private Node[] terms() {
    return new Node[] {
      field("ask.relations", relations(), "ask.relations.hint"),
      field("ask.actions", actions(), "ask.actions.hint"),
      field("ask.ticket", ticket(), ""),
      emergency()
    };
  }

  private static String terms(GrantView grant) {
    return Strings.get(
        "ask.extend.terms",
        String.join(", ", grant.actions()),
        String.join(", ", grant.relations()));
  }

  private Node emergency() {
    CheckBox box = new CheckBox(Strings.get("ask.emergency"));
    box.setId("ask-emergency");
    box.selectedProperty().bindBidirectional(model.emergencyProperty());
    Label hint = Ui.paragraph(Strings.get("ask.emergency.hint"), "form-hint");
    hint.visibleProperty().bind(model.emergencyProperty());
    hint.managedProperty().bind(hint.visibleProperty());
    return new VBox(4, box, hint);
  }

  /** What gets the focus first. */
  Node first() {
    return purpose;
  }

  private Node head() {
    boolean extension = model.template() instanceof AskTemplate.Extension;
    String title = extension ? "ask.extend.title" : "ask.title";
    Label sentence =
        Ui.paragraph(
            Strings.get(extension ? "ask.extend.sentence" : "ask.sentence"), "dialog-sentence");
    VBox texts =
        new VBox(4, Ui.label(Strings.get(title, model.source().title()), "dialog-title"), sentence);
    HBox.setHgrow(texts, Priority.ALWAYS);
    return new HBox(12, texts, EnvironmentBadge.of(model.source().environment()));
  }

  private static Node field(String key, Node input, String hint) {
    Label label = Ui.label(Strings.get(key), "form-label");
    label.setLabelFor(input instanceof TextInputControl ? input : null);
    input.setAccessibleText(Strings.get(key));
    VBox field = new VBox(5, label, input);
    if (!hint.isEmpty()) {
      field.getChildren().add(Ui.paragraph(Strings.get(hint), "form-hint"));
    }
    return field;
  }

  private Node durations() {
    ToggleGroup group = new ToggleGroup();
    HBox row = new HBox();
    for (int i = 0; i < MINUTES.size(); i++) {
      int minutes = MINUTES.get(i);
      ToggleButton choice =
          new ToggleButton(
              minutes < 60
                  ? Strings.get("ask.minutes", minutes)
                  : Strings.get("ask.hours", minutes / 60));
      choice.setId("ask-duration-" + minutes);
      choice.setToggleGroup(group);
      choice.setSelected(model.minutesProperty().get() == minutes);
      model
          .minutesProperty()
          .addListener((value, old, now) -> choice.setSelected(now.intValue() == minutes));
      if (minutes > AskViewModel.MOST_EMERGENCY) {
        choice.disableProperty().bind(model.emergencyProperty());
      }
      choice
          .getStyleClass()
          .add(i == 0 ? "left-pill" : i == MINUTES.size() - 1 ? "right-pill" : "center-pill");
      choice.setOnAction(
          event -> {
            choice.setSelected(true);
            model.minutesProperty().set(minutes);
          });
      row.getChildren().add(choice);
    }
    return row;
  }

  private Node relations() {
    TextField field = new TextField();
    field.setId("ask-relations");
    field.setPromptText(Strings.get("ask.relations.prompt"));
    field.getStyleClass().add("mono");
    field.textProperty().bindBidirectional(model.relationsProperty());
    return field;
  }

  private Node ticket() {
    TextField field = new TextField();
    field.setId("ask-ticket");
    field.setPromptText(Strings.get("ask.ticket.prompt"));
    field.textProperty().bindBidirectional(model.ticketProperty());
    return field;
  }

  private Node actions() {
    CheckBox read = new CheckBox(Strings.get("ask.action.read"));
    read.setId("ask-action-read");
    read.setSelected(true);
    read.setDisable(true);
    return Ui.row(
        18,
        read,
        action("insert", model.insertProperty()),
        action("update", model.updateProperty()),
        action("delete", model.deleteProperty()));
  }

  private static Node action(String name, BooleanProperty value) {
    CheckBox box = new CheckBox(Strings.get("ask.action." + name));
    box.setId("ask-action-" + name);
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  private Node trouble() {
    Label trouble = Ui.paragraph("", "form-error");
    trouble.setId("ask-error");
    trouble.setGraphic(Icons.of(Material2OutlinedAL.ERROR_OUTLINE));
    trouble.textProperty().bind(model.troubleProperty());
    trouble.visibleProperty().bind(model.troubleProperty().isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    return trouble;
  }

  private Node buttons(Runnable cancel) {
    Button leave = Ui.button("ask-cancel", Strings.get("cancel"), cancel);
    leave.setCancelButton(true);
    Button send = Ui.button("ask-send", Strings.get("ask.send"), model::send, "accent");
    send.setDefaultButton(true);
    send.disableProperty().bind(model.sendingProperty());
    return Ui.row(8, Ui.spacer(), leave, send);
  }
}

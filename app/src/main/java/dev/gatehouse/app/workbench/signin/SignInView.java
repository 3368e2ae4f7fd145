package dev.gatehouse.app.workbench.signin;

import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import java.net.URI;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The first screen: the product, and one button. */
public final class SignInView extends StackPane {
  private final SignInViewModel model;
  private final Button button;
  private final Hyperlink byCode = new Hyperlink(Strings.get("signin.byCode"));
  private final VBox below = new VBox(12);
  private final Label notice = Ui.paragraph("", "signin-notice");
  private final Label service = Ui.label("", "signin-service");

  public SignInView(SignInViewModel model) {
    this.model = model;
    setId("signin");
    getStyleClass().add("signin");
    button =
        Ui.button("signin-button", Strings.get("signin.button"), model::signIn, "accent", "large");
    button.setDefaultButton(true);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setGraphic(Icons.of(Material2OutlinedAL.LOGIN));
    byCode.setId("signin-by-code");
    byCode.setOnAction(event -> model.signInByCode());
    HBox other = new HBox(byCode);
    other.setAlignment(Pos.CENTER);
    other.visibleProperty().bind(byCode.visibleProperty());
    other.managedProperty().bind(byCode.visibleProperty());
    notice.setId("signin-notice");
    notice.setGraphic(Icons.of(Material2OutlinedAL.INFO));
    service.setId("signin-service");
    below.setAlignment(Pos.TOP_CENTER);
    VBox card = new VBox(20, brand(), promises(), button, other, below, notice);
    card.getStyleClass().add("signin-card");
    card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().addAll(card, service);
    StackPane.setAlignment(service, Pos.BOTTOM_CENTER);
    model.stepProperty().addListener((value, old, now) -> show(now));
    model.noticeProperty().addListener((value, old, now) -> showNotice(now));
    model.serviceProperty().addListener((value, old, now) -> showService(now));
    show(model.stepProperty().get());
    showNotice(model.noticeProperty().get());
    showService(model.serviceProperty().get());
  }

  private static Node brand() {
    VBox brand =
        new VBox(
            14,
            Icons.mark(64),
            new VBox(
                6,
                centred(Ui.label(Strings.get("product"), "signin-title")),
                centred(Ui.label(Strings.get("signin.tagline"), "signin-tagline"))));
    brand.setAlignment(Pos.CENTER);
    return brand;
  }

  private static Label centred(Label label) {
    label.setMaxWidth(Double.MAX_VALUE);
    label.setAlignment(Pos.CENTER);
    return label;
  }

  private static Node promises() {
    VBox promises =
        new VBox(
            10,
            promise(Material2OutlinedMZ.TIMER, "signin.promise.time"),
            promise(Material2OutlinedMZ.VISIBILITY_OFF, "signin.promise.mask"),
            promise(Material2OutlinedAL.FACT_CHECK, "signin.promise.record"));
    promises.getStyleClass().add("signin-promises");
    return promises;
  }

  private static Node promise(org.kordamp.ikonli.Ikon icon, String key) {
    Label text = Ui.paragraph(Strings.get(key), "signin-promise");
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(10, Icons.of(icon, "signin-promise-icon"), text);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Puts the focus on what a person does first. */
  public void focusFirst() {
    button.requestFocus();
  }

  private void show(SignInViewModel.Step step) {
    below.getChildren().clear();
    switch (step) {
      case SignInViewModel.Step.Ready ignored -> offer(true);
      case SignInViewModel.Step.Opening ignored -> {
        offer(false);
        below.getChildren().add(progress(Strings.get("signin.opening")));
      }
      case SignInViewModel.Step.Waiting waiting -> {
        offer(false);
        below.getChildren().addAll(waiting(waiting));
      }
      case SignInViewModel.Step.Code code -> {
        offer(false);
        below.getChildren().addAll(code(code.prompt()));
      }
      case SignInViewModel.Step.Failed failed -> {
        offer(true);
        Label error = Ui.paragraph(failed.sentence(), "signin-error");
        error.setId("signin-error");
        error.setGraphic(Icons.of(Material2OutlinedAL.ERROR_OUTLINE));
        below.getChildren().add(error);
      }
    }
    Ui.show(below, !below.getChildren().isEmpty());
  }

  private void offer(boolean whether) {
    Ui.show(button, whether);
    byCode.setVisible(whether);
  }

  private static Node progress(String text) {
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.getStyleClass().add("small-spinner");
    HBox row = Ui.row(10, spinner, Ui.label(text, "signin-progress"));
    row.setId("signin-progress");
    row.setAlignment(Pos.CENTER);
    return row;
  }

  private Node[] waiting(SignInViewModel.Step.Waiting waiting) {
    Label hint =
        Ui.paragraph(
            Strings.get(waiting.browserOpened() ? "signin.opened" : "signin.notOpened"),
            "signin-hint");
    return new Node[] {
      progress(Strings.get("signin.waiting")), hint, address(waiting.address()), cancel()
    };
  }

  private Node[] code(DevicePrompt prompt) {
    Label code = Ui.label(prompt.code(), "signin-code", "mono");
    code.setId("signin-code");
    code.setAccessibleText(Strings.get("signin.code", prompt.code()));
    return new Node[] {
      Ui.paragraph(Strings.get("signin.code.hint"), "signin-hint"),
      address(prompt.page()),
      code,
      progress(Strings.get("signin.code.waiting")),
      Ui.paragraph(Strings.get("signin.code.warning"), "signin-hint"),
      cancel()
    };
  }

  private static Node address(URI address) {
    TextField field = new TextField(address.toString());
    field.setId("signin-url");
    field.setEditable(false);
    field.getStyleClass().add("mono");
    field.setAccessibleText(Strings.get("signin.url"));
    HBox.setHgrow(field, Priority.ALWAYS);
    Button copy =
        Ui.iconButton(
            "signin-copy",
            Material2OutlinedAL.CONTENT_COPY,
            Strings.get("signin.copy"),
            () -> copy(address));
    return Ui.row(4, field, copy);
  }

  private Node cancel() {
    Hyperlink cancel = new Hyperlink(Strings.get("signin.cancel"));
    cancel.setId("signin-cancel");
    cancel.setOnAction(event -> model.cancel());
    return cancel;
  }

  private static void copy(URI address) {
    ClipboardContent content = new ClipboardContent();
    content.putString(address.toString());
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void showNotice(String text) {
    notice.setText(text);
    Ui.show(notice, !text.isEmpty());
  }

  private void showService(String issuer) {
    service.setText(issuer.isEmpty() ? "" : Strings.get("signin.service", issuer));
    Ui.show(service, !issuer.isEmpty());
  }
}

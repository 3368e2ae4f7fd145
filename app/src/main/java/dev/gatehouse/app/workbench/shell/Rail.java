package dev.gatehouse.app.workbench.shell;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.app.workbench.shell.ShellViewModel.Perspective;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The perspectives, down the window's left side. */
final class Rail extends VBox {
  private final ToggleGroup group = new ToggleGroup();

  Rail(ShellViewModel model) {
    getStyleClass().add("rail");
    for (Perspective perspective : model.perspectives()) {
      getChildren().add(entry(model, perspective));
    }
    model.perspectiveProperty().addListener((value, old, now) -> select(now));
    select(model.perspectiveProperty().get());
  }

  private StackPane entry(ShellViewModel model, Perspective perspective) {
    ToggleButton button = new ToggleButton(title(perspective));
    button.setId("perspective-" + perspective.name().toLowerCase(Locale.ROOT));
    button.setGraphic(Icons.of(icon(perspective)));
    button.setContentDisplay(ContentDisplay.TOP);
    button.setToggleGroup(group);
    button.setUserData(perspective);
    button.getStyleClass().add("rail-button");
    Ui.name(button, hint(perspective));
    button.setOnAction(
        event -> {
          button.setSelected(true);
          model.perspectiveProperty().set(perspective);
        });
    StackPane entry = new StackPane(button);
    if (perspective == Perspective.REVIEW) {
      entry.getChildren().add(count(model));
    }
    return entry;
  }

  private static Label count(ShellViewModel model) {
    Label count = Ui.label("", "rail-count");
    count.setId("review-count");
    count.setMouseTransparent(true);
    StackPane.setAlignment(count, Pos.TOP_RIGHT);
    Runnable show =
        () -> {
          int waiting = model.review().requests().size();
          count.setText(Integer.toString(waiting));
          count.setVisible(waiting > 0);
        };
    model.review().requests().addListener((ListChangeListener<Object>) change -> show.run());
    show.run();
    return count;
  }

  private void select(Perspective perspective) {
    group.getToggles().forEach(t -> t.setSelected(t.getUserData() == perspective));
  }

  private static String title(Perspective perspective) {
    return switch (perspective) {
      case QUERY -> Strings.get("perspective.query");
      case ACCESS -> Strings.get("perspective.access");
      case REVIEW -> Strings.get("perspective.review");
    };
  }

  private static String hint(Perspective perspective) {
    return switch (perspective) {
      case QUERY -> Strings.get("perspective.query.hint");
      case ACCESS -> Strings.get("perspective.access.hint");
      case REVIEW -> Strings.get("perspective.review.hint");
    };
  }

  private static Ikon icon(Perspective perspective) {
    return switch (perspective) {
      case QUERY -> Material2MZ.STORAGE;
      case ACCESS -> Material2OutlinedMZ.VPN_KEY;
      case REVIEW -> Material2OutlinedAL.FACT_CHECK;
    };
  }
}

package dev.gatehouse.app.workbench.shell;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.MeView;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The window's top: the product, the palette, the theme, the person. */
final class TopBar extends HBox {
  TopBar(MeView me, Runnable palette, Runnable theme, Runnable signOut) {
    getStyleClass().add("top-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label name = Ui.label(Strings.get("product"), "product-name");
    Button search = Ui.button("palette-button", Strings.get("palette.button"), palette);
    search.getStyleClass().add("palette-button");
    search.setGraphic(Icons.of(Material2OutlinedMZ.SEARCH));
    search.setAccessibleText(Strings.get("palette.button"));
    HBox left = Ui.row(9, Icons.mark(24), name);
    left.setMinWidth(200);
    MenuButton person = person(me, signOut);
    HBox right =
        Ui.row(
            6,
            Ui.spacer(),
            Ui.iconButton(
                "theme-button",
                Material2OutlinedAL.BRIGHTNESS_6,
                Strings.get("theme.toggle.hint"),
                theme),
            person);
    right.setMinWidth(200);
    HBox.setHgrow(right, javafx.scene.layout.Priority.SOMETIMES);
    getChildren().addAll(left, Ui.spacer(), search, Ui.spacer(), right);
  }

  private static MenuButton person(MeView me, Runnable signOut) {
    Label initials = Ui.label(initials(me.name()), "avatar");
    MenuButton menu = new MenuButton(me.name(), initials);
    menu.setId("person-menu");
    menu.getStyleClass().add("person-menu");
    VBox who =
        new VBox(
            2,
            Ui.label(me.name(), "menu-person"),
            Ui.label(String.join(", ", me.roles()), "menu-roles"));
    CustomMenuItem about = new CustomMenuItem(who, false);
    MenuItem out = new MenuItem(Strings.get("signout"));
    out.setId("sign-out");
    out.setGraphic(Icons.of(Material2OutlinedAL.EXIT_TO_APP));
    out.setOnAction(event -> signOut.run());
    menu.getItems().setAll(about, new SeparatorMenuItem(), out);
    return menu;
  }

  private static String initials(String name) {
    String plain = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
    return Arrays.stream(plain.split("[\\s._-]+"))
        .filter(part -> !part.isEmpty())
        .limit(2)
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}

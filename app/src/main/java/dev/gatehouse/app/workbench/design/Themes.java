package dev.gatehouse.app.workbench.design;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a theme on a scene: AtlantaFX below, our own looked-up colours above it. */
public final class Themes {
  private static final Logger log = LoggerFactory.getLogger(Themes.class);
  private static final String FOLDER = "/dev/gatehouse/app/workbench/";
  private static final List<String> FONTS =
      List.of(
          "Inter-Regular.otf",
          "Inter-Medium.otf",
          "Inter-SemiBold.otf",
          "Inter-Bold.otf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Bold.ttf",
          "JetBrainsMono-Italic.ttf");

  private Themes() {}

  /** Loads the fonts that ship with the workbench; a missing one leaves the system's font. */
  public static void loadFonts() {
    for (String font : FONTS) {
      try (InputStream in = Themes.class.getResourceAsStream(FOLDER + "fonts/" + font)) {
        if (in == null || Font.loadFont(in, 13) == null) {
          log.warn("The font {} cannot be loaded; the system's font is used.", font);
        }
      } catch (IOException e) {
        log.warn("The font {} cannot be read; the system's font is used.", font, e);
      }
    }
  }

  /** Dresses the scene; its popups follow it. */
  public static void apply(Scene scene, boolean dark) {
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scene
        .getStylesheets()
        .setAll(
            sheet(dark ? "tokens-dark.css" : "tokens-light.css"),
            sheet("base.css"),
            sheet("grid.css"),
            sheet("editor.css"),
            sheet("features.css"),
            sheet("review.css"));
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(
            Themes.class.getResource(FOLDER + "css/" + name), "no stylesheet " + name)
        .toExternalForm();
  }
}

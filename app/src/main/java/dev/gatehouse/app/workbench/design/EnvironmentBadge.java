package dev.gatehouse.app.workbench.design;

import dev.gatehouse.app.workbench.base.Strings;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The word and the colour of an environment; never the colour alone. */
public final class EnvironmentBadge {
  private EnvironmentBadge() {}

  /** The style class of a source's environment; an unknown word looks like production. */
  public static String style(String environment) {
    return switch (environment.toLowerCase(Locale.ROOT)) {
      case "dev", "development" -> "env-dev";
      case "staging" -> "env-staging";
      default -> "env-prod";
    };
  }

  /** The word people read, such as PRODUCTION. */
  public static String word(String environment) {
    return switch (style(environment)) {
      case "env-dev" -> Strings.get("environment.dev");
      case "env-staging" -> Strings.get("environment.staging");
      default -> Strings.get("environment.prod");
    };
  }

  public static boolean production(String environment) {
    return style(environment).equals("env-prod");
  }

  public static Label of(String environment) {
    return Ui.badge(word(environment), "env-badge", style(environment));
  }

  /** Puts the environment's style class on a node, and takes the others away. */
  public static void dress(Node node, String environment) {
    node.getStyleClass().removeAll("env-dev", "env-staging", "env-prod");
    node.getStyleClass().add(style(environment));
  }
}

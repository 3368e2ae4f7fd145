package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Ui;
import java.util.Locale;
import javafx.scene.control.Label;

/** States of grants as people read them. */
public final class GrantStates {
  private GrantStates() {}

  /** Whether a person can still do something with it. */
  static boolean open(String state) {
    return switch (state) {
      case "requested", "approved", "activating", "active" -> true;
      default -> false;
    };
  }

  /** Whether it was approved and is not over. */
  static boolean held(String state) {
    return open(state) && !state.equals("requested");
  }

  /** The state's badge; an unknown state is shown as it is. */
  public static Label badge(String state) {
    String style =
        switch (state) {
          case "active", "approved" -> "badge-good";
          case "requested", "activating", "revoking" -> "badge-waiting";
          case "denied", "revoked", "failed" -> "badge-bad";
          default -> "badge-neutral";
        };
    String word =
        switch (state) {
          case "requested" -> Strings.get("grant.state.requested");
          case "approved" -> Strings.get("grant.state.approved");
          case "denied" -> Strings.get("grant.state.denied");
          case "lapsed" -> Strings.get("grant.state.lapsed");
          case "activating" -> Strings.get("grant.state.activating");
          case "active" -> Strings.get("grant.state.active");
          case "ended" -> Strings.get("grant.state.ended");
          case "revoking" -> Strings.get("grant.state.revoking");
          case "revoked" -> Strings.get("grant.state.revoked");
          case "failed" -> Strings.get("grant.state.failed");
          case "withdrawn" -> Strings.get("grant.state.withdrawn");
          default -> state.toLowerCase(Locale.ROOT);
        };
    return Ui.badge(word, "state-badge", style);
  }
}

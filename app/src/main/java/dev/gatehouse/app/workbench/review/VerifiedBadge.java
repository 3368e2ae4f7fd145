package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.SessionView;
import java.util.List;
import javafx.scene.control.Label;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Whether a recording verifies, in a word; the tooltip says what is missing where it does not. */
final class VerifiedBadge {
  private VerifiedBadge() {}

  static Label of(SessionView session, List<String> findings) {
    String verified = session.verified();
    if (!findings.isEmpty()) {
      return badge(
          Strings.get("verified.no"), "badge-bad", Material2AL.ERROR, String.join("\n", findings));
    }
    return switch (verified) {
      case "verified" ->
          badge(
              Strings.get("verified.yes"),
              "badge-good",
              Material2MZ.VERIFIED_USER,
              Strings.get("verified.yes.hint"));
      case "open" ->
          badge(
              Strings.get("verified.open"),
              "badge-waiting",
              Material2OutlinedAL.HOURGLASS_EMPTY,
              Strings.get("verified.open.hint"));
      default -> badge(Strings.get("verified.no"), "badge-bad", Material2AL.ERROR, verified);
    };
  }

  private static Label badge(String word, String style, org.kordamp.ikonli.Ikon icon, String hint) {
    Label badge = Ui.badge(word, "state-badge", "verified-badge", style);
    badge.setGraphic(Icons.of(icon));
    badge.setTooltip(Ui.tooltip(hint));
    badge.setAccessibleText(word + ". " + hint);
    return badge;
  }
}

package dev.gatehouse.app.workbench.review;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Ui;
import java.util.Locale;
import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Words, icons and style classes of recorded decisions. */
final class Kinds {
  private Kinds() {}

  static String word(RecordedStatement.Kind kind) {
    return switch (kind) {
      case ALLOWED -> Strings.get("kind.allowed");
      case MASKED -> Strings.get("kind.masked");
      case CONFIRMED -> Strings.get("kind.confirmed");
      case NOT_CONFIRMED -> Strings.get("kind.notConfirmed");
      case WAITING -> Strings.get("kind.waiting");
      case DENIED -> Strings.get("kind.denied");
      case REFUSED -> Strings.get("kind.refused");
      case FAILED -> Strings.get("kind.failed");
      case UNKNOWN -> Strings.get("kind.unknown");
    };
  }

  static String style(RecordedStatement.Kind kind) {
    return "kind-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Ikon icon(RecordedStatement.Kind kind) {
    return switch (kind) {
      case ALLOWED -> Material2OutlinedAL.CHECK_CIRCLE;
      case MASKED -> Material2AL.LOCK;
      case CONFIRMED, NOT_CONFIRMED -> Material2MZ.WARNING;
      case WAITING -> Material2OutlinedAL.HOURGLASS_EMPTY;
      case DENIED -> Material2AL.BLOCK;
      case REFUSED, UNKNOWN -> Material2OutlinedAL.HELP_OUTLINE;
      case FAILED -> Material2OutlinedAL.ERROR_OUTLINE;
    };
  }

  static Label badge(RecordedStatement.Kind kind) {
    return Ui.badge(word(kind), "kind-badge", style(kind));
  }
}

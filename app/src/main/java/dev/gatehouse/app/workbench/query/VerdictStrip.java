package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.RuleVerdict;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/**
 * The strip under the editor: what will happen if the statement runs now, and which rule says so.
 */
final class VerdictStrip extends HBox {
  private static final int BADGES = 4;
  private final FontIcon icon = new FontIcon(Material2OutlinedAL.INFO);
  private final Label title = Ui.label("", "verdict-title");
  private final Label reason = Ui.label("", "verdict-reason");
  private final HBox masks = Ui.row(6);
  private final Label rule = Ui.label("", "verdict-rule");
  private final Tooltip details = Ui.tooltip("");

  VerdictStrip() {
    setId("verdict-strip");
    getStyleClass().add("verdict-strip");
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    title.setId("verdict-title");
    title.setMinWidth(USE_PREF_SIZE);
    reason.setId("verdict-reason");
    reason.setTextOverrun(OverrunStyle.ELLIPSIS);
    reason.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(reason, Priority.ALWAYS);
    masks.setId("verdict-masks");
    masks.setMinWidth(USE_PREF_SIZE);
    rule.setId("verdict-rule");
    rule.setMaxWidth(260);
    rule.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(icon, title, reason, masks, rule);
    Tooltip.install(this, details);
  }

  void show(Verdict verdict) {
    getStyleClass().removeIf(style -> style.startsWith("verdict-kind-"));
    getStyleClass().add(style(verdict.kind()));
    icon.setIconCode(icon(verdict.kind()));
    boolean none = verdict.kind() == Verdict.Kind.NONE;
    title.setText(verdict.title());
    Ui.show(title, !none);
    reason.setText(
        none && verdict.reason().isEmpty() ? Strings.get("verdict.idle") : verdict.reason());
    rule.setText(verdict.rule());
    rule.setGraphic(verdict.rule().isEmpty() ? null : Icons.of(Material2OutlinedAL.GAVEL));
    Ui.show(rule, !verdict.rule().isEmpty());
    masks.getChildren().clear();
    verdict.masks().stream().limit(BADGES).forEach(mask -> masks.getChildren().add(badge(mask)));
    if (verdict.masks().size() > BADGES) {
      masks.getChildren().add(Ui.label("+" + (verdict.masks().size() - BADGES), "verdict-more"));
    }
    Ui.show(masks, !verdict.masks().isEmpty());
    details.setText(details(verdict));
    setAccessibleText(verdict.title() + ". " + verdict.reason());
  }

  private static Label badge(ColumnMask mask) {
    Label badge = Ui.badge(mask.column(), "mask-badge");
    badge.setGraphic(Icons.of(Material2AL.LOCK));
    badge.setTooltip(Ui.tooltip(Strings.get("grid.masked", mask.mask().policyName(), mask.rule())));
    return badge;
  }

  /** Every rule's verdict, a line a rule. */
  static String details(Verdict verdict) {
    String rules =
        verdict.verdicts().stream().map(VerdictStrip::line).collect(Collectors.joining("\n"));
    return rules.isEmpty() ? verdict.reason() : verdict.reason() + "\n\n" + rules;
  }

  private static String line(RuleVerdict rule) {
    String mark =
        switch (rule.outcome()) {
          case MATCHED -> "●";
          case NOT_MATCHED -> "○";
          case ERROR -> "✕";
        };
    return mark + " " + rule.ruleId() + "  " + rule.why();
  }

  static String style(Verdict.Kind kind) {
    return "verdict-kind-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Ikon icon(Verdict.Kind kind) {
    return switch (kind) {
      case NONE -> Material2OutlinedAL.INFO;
      case ALLOWED -> Material2OutlinedAL.CHECK_CIRCLE;
      case MASKED -> Material2AL.LOCK;
      case CONFIRM -> Material2MZ.WARNING;
      case NEEDS_APPROVAL -> Material2OutlinedAL.HOURGLASS_EMPTY;
      case DENIED -> Material2AL.BLOCK;
      case NOT_UNDERSTOOD -> Material2OutlinedAL.HELP_OUTLINE;
    };
  }
}

package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.base.Times;
import dev.gatehouse.app.workbench.design.Ui;
import dev.gatehouse.control.api.GrantView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The facts of a grant or a request, as a row of small columns. */
public final class GrantFacts {
  private GrantFacts() {}

  public static FlowPane of(GrantView grant, Desk desk) {
    FlowPane facts = new FlowPane(28, 8);
    facts.getStyleClass().add("grant-facts");
    add(facts, "fact.relations", String.join(", ", grant.relations()));
    add(facts, "fact.actions", String.join(", ", grant.actions()));
    add(facts, "fact.duration", duration(grant.durationMinutes()));
    add(
        facts,
        "fact.asked",
        Times.exact(grant.requestedAt(), desk.clock().getZone(), desk.clock()));
    if (!grant.ticket().isBlank()) {
      add(facts, "fact.ticket", grant.ticket());
    }
    if (!grant.unmask().isEmpty()) {
      add(facts, "fact.unmask", String.join(", ", grant.unmask()));
    }
    if (!grant.export().equals("none") && !grant.export().isBlank()) {
      add(facts, "fact.export", grant.export());
    }
    if (grant.rowCap() > 0) {
      add(facts, "fact.rows", String.format("%,d", grant.rowCap()));
    }
    if (grant.startAt() != null) {
      add(facts, "fact.start", Times.until(grant.startAt(), desk.clock()));
    }
    if (grant.extendsGrant() != null) {
      add(facts, "fact.extends", grant.extendsGrant());
    }
    if (!grant.approvers().isEmpty()) {
      add(facts, "fact.approvers", String.join(", ", grant.approvers()));
    }
    if (!grant.ruleIds().isEmpty()) {
      add(facts, "fact.rules", String.join(", ", grant.ruleIds()));
    }
    return facts;
  }

  private static String duration(int minutes) {
    return minutes % 60 == 0
        ? Strings.get("ask.hours", minutes / 60)
        : Strings.get("ask.minutes", minutes);
  }

  private static void add(FlowPane facts, String key, String value) {
    facts
        .getChildren()
        .add(new VBox(1, Ui.label(Strings.get(key), "fact-name"), Ui.label(value, "fact-value")));
  }
}

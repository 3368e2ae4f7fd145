package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.workbench.access.PolicyWords.Entry;
import dev.gatehouse.app.workbench.access.PolicyWords.Section;
import dev.gatehouse.app.workbench.access.PolicyWords.Topic;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Icons;
import dev.gatehouse.app.workbench.design.Ui;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The policy that applies to the person, in words: a card for each thing that it speaks of. */
final class PolicyView extends VBox {
  PolicyView() {
    super(12);
    setId("policy-words");
    getStyleClass().add("page-list");
  }

  /** Shows these sections. */
  void show(List<Section> sections) {
    getChildren().clear();
    if (sections.isEmpty()) {
      getChildren()
          .add(
              Ui.empty(
                  Material2OutlinedAL.GAVEL,
                  Strings.get("policy.empty.title"),
                  Strings.get("policy.empty.sentence")));
    }
    sections.forEach(section -> getChildren().add(card(section)));
  }

  private static Node card(Section section) {
    String key = "policy.topic." + section.topic().name().toLowerCase(Locale.ROOT);
    VBox card =
        new VBox(
            9,
            Ui.row(
                10,
                Icons.of(icon(section.topic()), "policy-icon"),
                Ui.label(Strings.get(key), "card-title")));
    section.entries().forEach(entry -> card.getChildren().add(entry(entry)));
    card.setId("policy-" + section.topic().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    card.getStyleClass().add("card");
    return card;
  }

  private static Node entry(Entry entry) {
    VBox texts = new VBox(1, Ui.paragraph(entry.sentence(), "policy-sentence"));
    if (!entry.reason().isEmpty()) {
      texts.getChildren().add(Ui.paragraph(entry.reason(), "rule-why"));
    }
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = new HBox(16, texts, Ui.label(entry.rule(), "rule-id", "policy-rule"));
    row.getStyleClass().add("policy-entry");
    return row;
  }

  private static Ikon icon(Topic topic) {
    return switch (topic) {
      case AT_ONCE -> Material2OutlinedAL.CHECK_CIRCLE;
      case REVIEWED -> Material2OutlinedAL.HOURGLASS_EMPTY;
      case EMERGENCY -> Material2OutlinedMZ.WARNING;
      case NOT_GRANTED, FORBIDDEN -> Material2OutlinedAL.BLOCK;
      case ALLOWED -> Material2OutlinedAL.FACT_CHECK;
      case ASKED_FIRST -> Material2OutlinedAL.HELP_OUTLINE;
      case MASKED -> Material2OutlinedMZ.VISIBILITY_OFF;
    };
  }
}

package dev.gatehouse.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.workbench.editor.SqlEditor.Completion;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

class CompletionJourneyTest extends JourneyTest {
  @Test
  void columnsAreProposedByAliasWithTheirMask() {
    connect();
    write("SELECT c. FROM customers c", 9);
    window.key(KeyCode.SPACE, "C");
    window.until("proposals", () -> !proposals().isEmpty());
    assertThat(Driver.<List<Completion>>call(CompletionJourneyTest::proposals))
        .extracting(Completion::text)
        .containsExactly("id", "name", "email", "phone", "city", "credit_limit", "created_at");
    assertThat(Driver.<List<Completion>>call(CompletionJourneyTest::proposals))
        .filteredOn(proposal -> proposal.text().equals("email"))
        .extracting(Completion::mask)
        .containsExactly("email");
    window.key(KeyCode.DOWN);
    window.key(KeyCode.ENTER);
    assertThat(window.text("sql-editor")).isEqualTo("SELECT c.name FROM customers c");
  }

  @Test
  void typingBehindFromProposesTables() {
    connect();
    write("SELECT * FROM ", 14);
    window.type("or");
    window.until("both", () -> proposals().size() > 1 && proposals().size() < 5);
    window.key(KeyCode.TAB);
    assertThat(window.text("sql-editor")).isEqualTo("SELECT * FROM order_lines");
  }

  @Test
  void findingGoesFromPlaceToPlaceAndEscapeComesBack() {
    connect();
    write("SELECT city FROM customers;\nSELECT city FROM customers;", 0);
    window.key(KeyCode.F, "C");
    window.write("find-field", "CITY");
    window.key(KeyCode.ENTER);
    window.key(KeyCode.ENTER);
    CodeArea area = (CodeArea) window.node("sql-editor");
    assertThat(Driver.<Integer>call(() -> area.getSelection().getStart())).isEqualTo(35);
    window.key(KeyCode.ESCAPE);
    assertThat(window.isShown("find-field")).isFalse();
    assertThat(window.focused().getId()).isEqualTo("sql-editor");
  }

  private void write(String text, int caret) {
    window.write("sql-editor", text);
    window.run(() -> ((CodeArea) window.node("sql-editor")).moveTo(caret));
  }

  /** What the popup shows; empty where none is open. */
  private static List<Completion> proposals() {
    return Window.getWindows().stream()
        .map(Window::getScene)
        .filter(Objects::nonNull)
        .map(Scene::getRoot)
        .map(root -> root.lookup("#completion-list"))
        .filter(ListView.class::isInstance)
        .map(list -> ((ListView<?>) list).getItems().stream().map(Completion.class::cast).toList())
        .findFirst()
        .orElse(List.of());
  }
}

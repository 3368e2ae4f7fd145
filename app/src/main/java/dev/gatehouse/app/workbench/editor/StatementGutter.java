package dev.gatehouse.app.workbench.editor;

import dev.gatehouse.app.workbench.editor.SqlEditor.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** Line numbers, and a bar beside the lines of the statement that would run. */
final class StatementGutter implements IntFunction<Node> {
  private static final String MARKED = "current-statement";
  private final CodeArea area;
  private int first = -1;
  private int last = -1;

  StatementGutter(CodeArea area) {
    this.area = area;
  }

  /** Marks the lines of a statement. */
  void mark(Optional<Span> statement) {
    int from = statement.map(span -> lineOf(span.from())).orElse(-1);
    int to = statement.map(span -> lineOf(span.to())).orElse(-1);
    if (from == first && to == last) {
      return;
    }
    int oldFirst = first;
    int oldLast = last;
    first = from;
    last = to;
    restyle(oldFirst, oldLast);
    restyle(first, last);
  }

  private int lineOf(int offset) {
    return area.offsetToPosition(Math.min(offset, area.getLength()), Bias.Backward).getMajor();
  }

  private void restyle(int from, int to) {
    if (from < 0) {
      return;
    }
    for (int line = from; line <= Math.min(to, area.getParagraphs().size() - 1); line++) {
      boolean marked = line >= first && line <= last;
      area.setParagraphStyle(line, marked ? List.of(MARKED) : List.of());
      area.recreateParagraphGraphic(line);
    }
  }

  @Override
  public Node apply(int line) {
    Label number = new Label(Integer.toString(line + 1));
    number.getStyleClass().add("line-number");
    number.setMinWidth(
        Math.max(34, 14 + 8 * Integer.toString(area.getParagraphs().size()).length()));
    number.setAlignment(Pos.CENTER_RIGHT);
    number.setMaxHeight(Double.MAX_VALUE);
    Region bar = new Region();
    bar.getStyleClass().add("statement-bar");
    bar.setMinWidth(3);
    HBox box = new HBox(number, bar);
    box.getStyleClass().add("line-gutter");
    if (line >= first && line <= last) {
      box.getStyleClass().add(MARKED);
    }
    return box;
  }
}

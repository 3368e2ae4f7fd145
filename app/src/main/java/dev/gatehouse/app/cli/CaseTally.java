package dev.gatehouse.app.cli;

import dev.gatehouse.app.policytest.CaseResult;
import dev.gatehouse.app.policytest.CaseResult.Difference;
import java.io.PrintWriter;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;

/** Prints the cases of a file as they are done, and counts them. */
final class CaseTally {
  private static final int LABEL = 10;

  private final PrintWriter out;
  private final Path file;
  private final boolean json;
  private int held;
  private int failed;

  CaseTally(Terminal terminal, Path file, boolean json) {
    this.out = terminal.out();
    this.file = file;
    this.json = json;
  }

  int held() {
    return held;
  }

  int failed() {
    return failed;
  }

  void add(CaseResult result) {
    if (result.holds()) {
      held++;
    } else {
      failed++;
    }
    if (json) {
      object(result);
    } else {
      lines(result);
    }
    out.flush();
  }

  private void object(CaseResult result) {
    try (JsonGenerator object = Json.MAPPER.createGenerator(out)) {
      object.writeStartObject();
      object.writeStringProperty("file", file.toString());
      object.writeStringProperty("name", result.name());
      object.writeBooleanProperty("passed", result.holds());
      object.writeStringProperty("effect", result.effect());
      object.writeStringProperty("reason", result.reason());
      object.writeName("differences").writeStartArray();
      for (Difference difference : result.differences()) {
        object.writeStartObject();
        object.writeStringProperty("what", difference.what());
        object.writeStringProperty("expected", difference.expected());
        object.writeStringProperty("actual", difference.actual());
        object.writeEndObject();
      }
      object.writeEndArray();
      object.writeEndObject();
    }
    out.println();
  }

  private void lines(CaseResult result) {
    out.println((result.holds() ? "ok    " : "FAIL  ") + TextWidth.printable(result.name()));
    if (result.holds()) {
      return;
    }
    out.println("        " + TextWidth.cut(TextWidth.printable(result.statement().strip()), 100));
    for (Difference difference : result.differences()) {
      out.println("      " + difference.what());
      out.println("        " + label("expected") + TextWidth.printable(difference.expected()));
      out.println("        " + label("but was") + TextWidth.printable(difference.actual()));
    }
  }

  private static String label(String word) {
    return word + " ".repeat(LABEL - word.length());
  }

  /** One line over all files. */
  static String sum(int held, int failed) {
    int all = held + failed;
    String cases = all + (all == 1 ? " case" : " cases");
    return failed == 0
        ? cases + (all == 1 ? " holds." : ", all hold.")
        : cases + ", " + failed + (failed == 1 ? " does" : " do") + " not hold.";
  }
}

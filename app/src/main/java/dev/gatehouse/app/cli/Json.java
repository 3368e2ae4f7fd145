package dev.gatehouse.app.cli;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON for programs: one object a line, snake case for what this program names itself. */
final class Json {
  /** Writers are the terminal's, which nobody but the process closes. */
  static final JsonMapper MAPPER =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private Json() {}

  /** Prints every item as an object on a line of its own. */
  static void printLines(PrintWriter out, List<?> items) {
    for (Object item : items) {
      out.println(MAPPER.writeValueAsString(item));
    }
  }
}

package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.editor.SqlWords;
import java.util.regex.Pattern;

/** Names as a statement writes them. */
final class Identifiers {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Identifiers() {}

  /** The name itself where it reads back as it is, else quoted. */
  static String quoted(String name) {
    return PLAIN.matcher(name).matches() && !SqlWords.KEYWORDS.contains(name)
        ? name
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}

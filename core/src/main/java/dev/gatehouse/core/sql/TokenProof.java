package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.SqlText;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Proves that a tree holds everything that its text says: both have the same tokens in the same
 * order. A parser that drops a word (NATURAL, ONLY, FOR UPDATE) or a converter that forgets a part
 * of a node cannot pass.
 */
final class TokenProof {
  /** Words without a meaning of their own: the grammar allows them to be left out. */
  private static final Set<String> NOISE = Set.of("as", "inner", "outer", ";");

  private TokenProof() {}

  /** Whether the tree accounts for every token of the text. */
  static boolean holds(String text, Statement statement) {
    List<String> written = tokens(text);
    return written.equals(tokens(SqlText.of(statement)))
        || written.equals(tokens(SqlText.of(statement, true)));
  }

  /** The tokens of a gated text; unquoted words in lower case. */
  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>(text.length() / 4);
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      if (!Character.isWhitespace(text.charAt(at))) {
        String token = text.substring(at, end);
        char first = token.charAt(0);
        String folded =
            first == '\'' || first == '"' || first == '`' ? token : token.toLowerCase(Locale.ROOT);
        if (!NOISE.contains(folded)) {
          tokens.add(folded);
        }
      }
      at = end;
    }
    return tokens;
  }

  private static int end(String text, int start) {
    char first = text.charAt(start);
    if (first == '\'' || first == '"' || first == '`') {
      return quoted(text, start, first);
    }
    if (isWord(first)) {
      int end = start + 1;
      while (end < text.length() && isWord(text.charAt(end))) {
        end++;
      }
      return end;
    }
    return start + 1;
  }

  private static int quoted(String text, int start, char quote) {
    int end = start + 1;
    while (end < text.length()) {
      if (text.charAt(end) == quote) {
        if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
          end++;
        } else {
          return end + 1;
        }
      }
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127;
  }
}

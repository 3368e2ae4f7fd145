package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import java.util.List;

/**
 * Sees {@code ESCAPE '\'} after LIKE or ILIKE. It says what PostgreSQL does anyway (documentation,
 * section 9.7.1), but readers disagree on where such a string ends.
 */
final class LikeEscape {
  /** Words after which an ESCAPE belongs to no LIKE that came before. */
  private static final List<String> ENDS_A_PATTERN =
      List.of(
          "similar",
          "and",
          "or",
          "order",
          "group",
          "having",
          "limit",
          "offset",
          "union",
          "except",
          "intersect",
          "from",
          "where",
          "on",
          "select",
          "when",
          "then",
          "else",
          "end",
          "as",
          "by",
          "set",
          "returning",
          "window",
          "filter",
          "over",
          "is",
          "in",
          "between");

  private final boolean applies;
  private boolean inLike;
  private boolean afterEscape;
  private int cutAt;
  private TokenKind kindBefore = TokenKind.SPACE;

  LikeEscape(Dialect dialect) {
    applies = dialect == Dialect.POSTGRESQL;
  }

  /** Takes note of a token about to be written at that offset. */
  void see(Lexer token, int offset, TokenKind before) {
    afterEscape = token.isWord("escape");
    if (afterEscape) {
      cutAt = offset;
      kindBefore = before;
    } else if (token.isWord("like") || token.isWord("ilike")) {
      inLike = true;
    } else if (token.kind() == TokenKind.COMMA || ENDS_A_PATTERN.stream().anyMatch(token::isWord)) {
      inLike = false;
    }
  }

  /** Whether this literal, now, names the escape that holds without it. */
  boolean isDefault(String literal) {
    return applies && inLike && afterEscape && literal.equals("'\\'");
  }

  /** The written text up to here goes without the clause. */
  int cutAt() {
    return cutAt;
  }

  /** What stood before the clause. */
  TokenKind kindBefore() {
    return kindBefore;
  }
}

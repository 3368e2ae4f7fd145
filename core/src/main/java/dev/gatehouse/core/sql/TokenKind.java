package dev.gatehouse.core.sql;

/** What a {@link Lexer} saw. */
enum TokenKind {
  SPACE,
  COMMENT,
  /** A key word or a name without quotes. */
  WORD,
  /** A name in quotes. */
  NAME,
  STRING,
  NUMBER,
  OPERATOR,
  DOT,
  COMMA,
  COLON,
  OPEN,
  CLOSE,
  SEMICOLON,
  /** Text that readers do not read alike; {@link Lexer#refusal()} says why. */
  BROKEN;

  /** Whether two of these side by side could be read as one. */
  boolean isWordy() {
    return this == WORD || this == NAME || this == STRING || this == NUMBER;
  }
}

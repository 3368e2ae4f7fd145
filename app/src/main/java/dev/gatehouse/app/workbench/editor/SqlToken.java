package dev.gatehouse.app.workbench.editor;

/**
 * A token, as far as colours and completion care.
 *
 * @param kind what it looks like
 * @param from 0-based offset, included
 * @param to excluded
 */
public record SqlToken(Kind kind, int from, int to) {
  /** What a token looks like. White space is no token. */
  public enum Kind {
    KEYWORD,
    TYPE,
    FUNCTION,
    NAME,
    QUOTED_NAME,
    STRING,
    NUMBER,
    COMMENT,
    SYMBOL
  }

  /** The token's part of the text. */
  public String in(String text) {
    return text.substring(from, to);
  }
}

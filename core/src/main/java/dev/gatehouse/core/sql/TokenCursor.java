package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * The tokens of a gated text, read once from left to right. Every token is either asked for by name
 * or handed on as a piece of text to the ordinary parser, so nothing is passed over. Not safe for
 * use by many threads.
 */
final class TokenCursor {
  private record Token(TokenKind kind, int start, int end) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  TokenCursor(String text) {
    this.text = text;
    Lexer lexer = Lexer.of(Dialect.POSTGRESQL, text);
    while (lexer.next()) {
      TokenKind kind = lexer.kind();
      if (kind == TokenKind.BROKEN) {
        throw SyntaxRefusedException.unsupported("this text");
      }
      if (kind != TokenKind.SPACE && kind != TokenKind.COMMENT) {
        tokens.add(new Token(kind, lexer.start(), lexer.end()));
      }
    }
  }

  boolean atEnd() {
    return at == tokens.size();
  }

  private String image(int index) {
    Token token = tokens.get(index);
    return text.substring(token.start(), token.end());
  }

  private boolean is(int index, String word) {
    return index < tokens.size()
        && (tokens.get(index).kind() == TokenKind.WORD
            ? image(index).equalsIgnoreCase(word)
            : !Character.isLetter(word.charAt(0)) && image(index).equals(word));
  }

  /** Whether these words or signs come next. */
  boolean sees(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!is(at + i, words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of these words comes next. */
  boolean seesAny(String... words) {
    for (String word : words) {
      if (is(at, word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the token after the next one is that sign. */
  boolean seesAfterNext(String sign) {
    return is(at + 1, sign);
  }

  boolean seesString() {
    return !atEnd() && tokens.get(at).kind() == TokenKind.STRING;
  }

  boolean seesNumber() {
    return !atEnd() && tokens.get(at).kind() == TokenKind.NUMBER;
  }

  /** Reads these words where they come next. */
  boolean accept(String... words) {
    if (!sees(words)) {
      return false;
    }
    at += words.length;
    return true;
  }

  void expect(String... words) {
    if (!accept(words)) {
      throw unexpected();
    }
  }

  /** The next word or sign, folded; not a name in quotes, not a literal. */
  String word() {
    if (atEnd() || tokens.get(at).kind() != TokenKind.WORD) {
      throw unexpected();
    }
    return image(at++).toLowerCase(Locale.ROOT);
  }

  /** The next token as it is written, whatever it is. */
  String any() {
    if (atEnd()) {
      throw unexpected();
    }
    return image(at++);
  }

  /** A string's text with its quotes. */
  String string() {
    if (!seesString()) {
      throw unexpected();
    }
    return image(at++);
  }

  String number() {
    if (!seesNumber()) {
      throw unexpected();
    }
    return image(at++);
  }

  /** A name that is not reserved, or is in quotes. */
  Identifier identifier() {
    if (atEnd()
        || tokens.get(at).kind() != TokenKind.WORD && tokens.get(at).kind() != TokenKind.NAME) {
      throw unexpected();
    }
    return Grammar.of(Dialect.POSTGRESQL).names().name(image(at++));
  }

  /** A name with a schema before it or without. */
  List<Identifier> name() {
    List<Identifier> parts = new ArrayList<>();
    parts.add(identifier());
    while (accept(".")) {
      parts.add(identifier());
    }
    if (parts.size() > 2) {
      throw SyntaxRefusedException.unsupported("a name of more than two parts in this place");
    }
    return List.copyOf(parts);
  }

  /** Names in parentheses. */
  List<Identifier> columns() {
    List<Identifier> columns = new ArrayList<>();
    expect("(");
    do {
      columns.add(identifier());
    } while (accept(","));
    expect(")");
    return List.copyOf(columns);
  }

  /** The text inside the parentheses that open here. */
  String parenthesised() {
    expect("(");
    int first = at;
    String inside = upTo(() -> sees(")"));
    if (first == at) {
      throw unexpected();
    }
    expect(")");
    return inside;
  }

  /** The text inside the parentheses that open here, without reading it. */
  String peekParenthesised() {
    int mark = at;
    String inside = sees("(", ")") ? "" : parenthesised();
    at = mark;
    return inside;
  }

  /** Whether the whole text is names between commas. */
  boolean isListOfNames() {
    for (int i = 0; i < tokens.size(); i++) {
      TokenKind kind = tokens.get(i).kind();
      boolean fits =
          i % 2 == 0 ? kind == TokenKind.WORD || kind == TokenKind.NAME : kind == TokenKind.COMMA;
      if (!fits) {
        return false;
      }
    }
    return tokens.size() % 2 == 1;
  }

  /** The text from here to where the stop holds outside of brackets; at least one token. */
  String upTo(BooleanSupplier stop) {
    int first = at;
    int depth = 0;
    while (!atEnd() && (depth > 0 || at == first && !sees(")") || !stop.getAsBoolean())) {
      TokenKind kind = tokens.get(at).kind();
      depth += kind == TokenKind.OPEN ? 1 : kind == TokenKind.CLOSE ? -1 : 0;
      if (depth < 0) {
        throw unexpected();
      }
      at++;
    }
    if (depth > 0 || at == first) {
      throw unexpected();
    }
    return text.substring(tokens.get(first).start(), tokens.get(at - 1).end());
  }

  /** The text from here to the end. */
  String rest() {
    return upTo(() -> false);
  }

  /** A mark of the place, for {@link #since(int)}. */
  int mark() {
    return at;
  }

  /** What was read since the mark, as it is written. */
  String since(int mark) {
    return text.substring(tokens.get(mark).start(), tokens.get(at - 1).end());
  }

  void expectEnd() {
    if (!atEnd()) {
      throw unexpected();
    }
  }

  /** Refuses the next token by name; literals are not shown. */
  SyntaxRefusedException unexpected() {
    if (atEnd()) {
      return new SyntaxRefusedException(
          Refusal.of(
              RefusalCode.NOT_PARSED,
              "the end of the statement",
              "The statement ends too early; complete it."));
    }
    TokenKind kind = tokens.get(at).kind();
    String construct =
        kind == TokenKind.WORD ? image(at).toUpperCase(Locale.ROOT) : "what stands here";
    return new SyntaxRefusedException(
        Refusal.of(
            RefusalCode.NOT_PARSED,
            construct,
            "Gatehouse does not read "
                + construct
                + " in this place of such a statement; check it, or write it in a more common"
                + " form."));
  }
}

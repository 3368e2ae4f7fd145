package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the statements of a script for an editor, with the gate's own reading. Tolerant: text that
 * the gate would refuse, or that is not finished, still belongs to some statement. It decides
 * nothing; what is run goes through {@link Gate}. Linear time. Safe for use by many threads.
 */
public final class StatementSplitter {
  private final Dialect dialect;

  private StatementSplitter(Dialect dialect) {
    this.dialect = Objects.requireNonNull(dialect);
  }

  /** For scripts of that dialect. */
  public static StatementSplitter of(Dialect dialect) {
    return new StatementSplitter(dialect);
  }

  /**
   * The statements in order: each from its first comment or word to its last word, without the
   * semicolon. Comments alone are no statement.
   */
  public List<TextRange> split(String script) {
    List<TextRange> statements = new ArrayList<>();
    Lexer token = Lexer.of(dialect, script);
    int start = -1;
    int end = -1;
    while (token.next()) {
      switch (token.kind()) {
        case SPACE -> {}
        case COMMENT -> start = start < 0 ? token.start() : start;
        case SEMICOLON -> {
          if (end >= 0) {
            statements.add(new TextRange(start, end));
          }
          start = -1;
          end = -1;
        }
        case WORD, NAME, STRING, NUMBER, OPERATOR, DOT, COMMA, COLON, OPEN, CLOSE, BROKEN -> {
          start = start < 0 ? token.start() : start;
          end = token.end();
        }
      }
    }
    if (end >= 0) {
      statements.add(new TextRange(start, end));
    }
    return List.copyOf(statements);
  }

  /**
   * The statement under a caret: the one it touches, else the last one before it, else the first.
   * Empty where the script has none.
   */
  public Optional<TextRange> at(String script, int caret) {
    List<TextRange> statements = split(script);
    TextRange found = null;
    for (TextRange statement : statements) {
      if (found == null || statement.start() <= caret) {
        found = found != null && found.touches(caret) ? found : statement;
      }
    }
    return Optional.ofNullable(found);
  }
}

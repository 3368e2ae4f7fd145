package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks one text once and writes the form that is analysed and sent. */
final class GateRewriter {
  private final Dialect dialect;
  private final String original;
  private final Lexer token;
  private final StringBuilder out;
  private final SegmentMap.Builder positions = new SegmentMap.Builder();
  private final Nesting nesting = new Nesting();
  private final LikeEscape escape;
  private final GluedWords glued = new GluedWords();

  private TokenKind before = TokenKind.SPACE;
  private boolean beforeNeedsRoom;
  private boolean beforeIsIntroducer;
  private boolean spaceBefore;
  private int lastEnd;

  GateRewriter(Dialect dialect, String original) {
    this.dialect = dialect;
    this.original = original;
    this.token = Lexer.of(dialect, original);
    this.out = new StringBuilder(original.length() + 16);
    this.escape = new LikeEscape(dialect);
  }

  GateResult rewrite() {
    @Nullable Refusal refusal = null;
    boolean ended = false;
    while (refusal == null && token.next()) {
      switch (token.kind()) {
        case SPACE, COMMENT -> spaceBefore = true;
        case BROKEN -> refusal = Objects.requireNonNull(token.refusal());
        case SEMICOLON -> ended = !out.isEmpty();
        case WORD, NAME, STRING, NUMBER, OPERATOR, DOT, COMMA, COLON, OPEN, CLOSE ->
            refusal = ended ? second() : write();
      }
    }
    refusal = refusal == null ? nesting.unclosed() : refusal;
    return refusal == null ? admitted() : new GateResult.Rejected(refusal);
  }

  private GateResult admitted() {
    if (out.isEmpty()) {
      return new GateResult.Rejected(
          Refusal.of(
              RefusalCode.EMPTY,
              "empty statement",
              "There is no statement here; write one, or put the caret into one."));
    }
    if (out.length() > Gate.MAX_CHARACTERS) {
      return new GateResult.Rejected(Gate.tooLarge());
    }
    String text = out.toString();
    return new GateResult.Admitted(
        new GatedStatement(dialect, original, text, positions.build(text.length(), lastEnd)));
  }

  private Refusal second() {
    return Refusal.at(
        RefusalCode.MULTIPLE_STATEMENTS,
        "second statement",
        "A second statement starts here; run one statement at a time.",
        token.start());
  }

  private @Nullable Refusal write() {
    Refusal refusal = check();
    if (refusal != null) {
      return refusal;
    }
    if (token.kind() == TokenKind.STRING && token.backslashBeforeQuote()) {
      return dropDefaultEscape();
    }
    boolean needsRoom =
        token.kind() == TokenKind.OPERATOR
            && PostgresOperators.needsRoom(original, token.start(), token.end());
    escape.see(token, out.length(), before);
    boolean gap = spaceBefore || needsRoom || beforeNeedsRoom || touches(before, token.kind());
    if (gap && !out.isEmpty()) {
      positions.add(out.length(), lastEnd, false);
      out.append(' ');
    }
    append();
    before = token.kind();
    beforeNeedsRoom = needsRoom;
    beforeIsIntroducer = before == TokenKind.WORD && original.charAt(token.start()) == '_';
    spaceBefore = false;
    lastEnd = token.end();
    return null;
  }

  private void append() {
    String canonical = isRemainder() ? "%" : token.canonical();
    positions.add(out.length(), token.start(), canonical == null);
    if (canonical == null) {
      out.append(original, token.start(), token.end());
    } else {
      out.append(canonical);
    }
  }

  /**
   * MariaDB's and MySQL's {@code a mod b} is {@code a % b}, which every reader knows. The word is
   * reserved there: after an operand, or with no parenthesis behind it, it is the operator.
   * (Oracle's mode of MariaDB knows no {@code %}: there the server refuses what is sent.)
   */
  private boolean isRemainder() {
    if (dialect == Dialect.POSTGRESQL
        || token.kind() != TokenKind.WORD
        || !textOfToken().equalsIgnoreCase("mod")) {
      return false;
    }
    return switch (before) {
      case NUMBER, STRING, NAME, CLOSE -> true;
      case WORD -> !token.isCalled();
      case OPERATOR, DOT, COMMA, COLON, SEMICOLON, OPEN, SPACE, COMMENT, BROKEN -> false;
    };
  }

  private static boolean touches(TokenKind left, TokenKind right) {
    return (left.isWordy() && right.isWordy())
        || (left == TokenKind.OPERATOR && right == TokenKind.OPERATOR);
  }

  private @Nullable Refusal check() {
    if (glued.splits(token)) {
      return ambiguous("glued words", GateSentences.GLUED);
    }
    if (token.kind() == TokenKind.STRING && before == TokenKind.STRING) {
      return ambiguous("strings side by side", GateSentences.SIDE_BY_SIDE);
    }
    boolean introduced = token.kind() == TokenKind.STRING && beforeIsIntroducer;
    if (introduced && dialect != Dialect.POSTGRESQL) {
      return ambiguous("character set introducer", GateSentences.STRING_PREFIX);
    }
    if (token.kind() == TokenKind.COLON && !nesting.inSquareBrackets()) {
      return ambiguous(":", GateSentences.PARAMETER);
    }
    return nesting.see(token);
  }

  /** {@code LIKE … ESCAPE '\'} names the default; without it the statement means the same. */
  private @Nullable Refusal dropDefaultEscape() {
    String literal = token.canonical() == null ? textOfToken() : token.canonical();
    if (!escape.isDefault(literal)) {
      return ambiguous("backslash before a quote", GateSentences.BACKSLASH_BEFORE_QUOTE);
    }
    out.setLength(escape.cutAt());
    positions.cut(escape.cutAt());
    before = escape.kindBefore();
    spaceBefore = true;
    lastEnd = token.end();
    return null;
  }

  private String textOfToken() {
    return original.substring(token.start(), token.end());
  }

  private Refusal ambiguous(String construct, String sentence) {
    return Refusal.at(RefusalCode.AMBIGUOUS_TEXT, construct, sentence, token.start());
  }
}

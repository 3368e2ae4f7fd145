package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first stage: lets through exactly one statement that every reader reads alike, and rewrites
 * it to the text that is analysed and, byte for byte, sent.
 *
 * <p>What is rewritten: comments and runs of white space become one space, a space parts tokens
 * that some readers would join, every string takes the form {@code '...'} ({@code E'...'} and
 * dollar quotes are decoded; bit strings, {@code U&}, {@code N''} and hexadecimal numbers are
 * refused), a few words that are names to the server alone are put in quotes, and a trailing
 * semicolon goes. What is refused has one sentence and, where one is known, a place in the person's
 * own text. A question mark outside quotes is always refused: to the JDBC driver it is a parameter,
 * so what is sent would not be what was analysed.
 *
 * <p>It holds for PostgreSQL with {@code standard_conforming_strings = on} and UTF-8, and for MySQL
 * and MariaDB with utf8mb4 under any {@code sql_mode}. Never throws; linear time. Immutable, safe
 * for use by many threads.
 */
public final class Gate {
  /** The longest text that is read, in UTF-16 units, before and after rewriting. */
  public static final int MAX_CHARACTERS = 1 << 20;

  private final Dialect dialect;

  private Gate(Dialect dialect) {
    this.dialect = Objects.requireNonNull(dialect);
  }

  /** The gate before a server of that dialect. */
  public static Gate of(Dialect dialect) {
    return new Gate(dialect);
  }

  /** One statement, or why not. */
  public GateResult admit(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return new GateResult.Rejected(tooLarge());
    }
    @Nullable Refusal refusal = ForbiddenCharacters.firstIn(text);
    return refusal == null
        ? new GateRewriter(dialect, text).rewrite()
        : new GateResult.Rejected(refusal);
  }

  /** One statement from bytes that must be UTF-8, or why not. */
  public GateResult admit(byte[] utf8) {
    if (utf8.length > 4L * MAX_CHARACTERS) {
      return new GateResult.Rejected(tooLarge());
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer characters = CharBuffer.allocate(utf8.length);
    CoderResult decoded = decoder.decode(ByteBuffer.wrap(utf8), characters, true);
    if (decoded.isError()) {
      return new GateResult.Rejected(
          Refusal.at(
              RefusalCode.AMBIGUOUS_TEXT,
              "broken UTF-8",
              "The text is not valid UTF-8; save it as UTF-8 and try again.",
              characters.position()));
    }
    return admit(characters.flip().toString());
  }

  static Refusal tooLarge() {
    return Refusal.of(
        RefusalCode.TOO_LARGE,
        "long statement",
        "The statement is longer than "
            + MAX_CHARACTERS
            + " characters; split it, or load the data from a file.");
  }
}

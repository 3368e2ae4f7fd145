package dev.gatehouse.core.sql;

import org.jspecify.annotations.Nullable;

/**
 * The value of PostgreSQL's {@code E'...'} (documentation, section 4.1.2.2), where it has one that
 * a plain string can hold: no bytes above 127, no control characters but tab and line ends.
 *
 * @param value what it stands for, or null where it has no plain form
 * @param end offset after the closing quote, or -1 where there is none
 * @param fault offset of the escape without a plain form, or -1
 */
record EscapeString(@Nullable String value, int end, int fault) {
  /** Reads the string whose opening quote is at that offset. */
  static EscapeString read(String text, int quote) {
    return new Reader(text, quote + 1).read();
  }

  private static final class Reader {
    private final String text;
    private final StringBuilder value = new StringBuilder();
    private int at;
    private int fault = -1;

    Reader(String text, int at) {
      this.text = text;
      this.at = at;
    }

    EscapeString read() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\'') {
          if (at + 1 >= text.length() || text.charAt(at + 1) != '\'') {
            return new EscapeString(fault < 0 ? value.toString() : null, at + 1, fault);
          }
          value.append('\'');
          at += 2;
        } else if (c == '\\' && at + 1 < text.length()) {
          escape();
        } else {
          value.append(c);
          at++;
        }
      }
      return new EscapeString(null, -1, -1);
    }

    private void escape() {
      int start = at;
      char kind = text.charAt(at + 1);
      at += 2;
      int character =
          switch (kind) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b', 'f' -> -1;
            case 'x' -> hexDigits(2) == 0 ? 'x' : ascii(take(hexDigits(2), 16));
            case 'u' -> hexDigits(4) == 4 ? codeUnits(take(4, 16)) : -1;
            case 'U' -> hexDigits(8) == 8 ? codeUnits(take(8, 16)) : -1;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> kind;
          };
      if (character < 0) {
        fault = fault < 0 ? start : fault;
      } else {
        value.appendCodePoint(character);
      }
    }

    private int octal() {
      at--;
      int digits = 1;
      while (digits < 3 && Character.digit(peek(digits), 8) >= 0) {
        digits++;
      }
      return ascii(take(digits, 8));
    }

    private static int ascii(long code) {
      boolean plain = code >= ' ' && code < 0x7F;
      return plain || code == '\n' || code == '\r' || code == '\t' ? (int) code : -1;
    }

    /** A code point, for which a surrogate needs its second half right behind it. */
    private int codeUnits(long code) {
      if (code > Character.MAX_CODE_POINT) {
        return -1;
      }
      if (code < 0x80) {
        return ascii(code);
      }
      if (!Character.isSurrogate((char) code) || code > 0xFFFF) {
        return ForbiddenCharacters.isForbidden((char) code) && code < 0x10000 ? -1 : (int) code;
      }
      boolean second = peek(0) == '\\' && peek(1) == 'u';
      if (!second || !Character.isHighSurrogate((char) code)) {
        return -1;
      }
      at += 2;
      char low = hexDigits(4) == 4 ? (char) take(4, 16) : 0;
      return Character.isLowSurrogate(low) ? Character.toCodePoint((char) code, low) : -1;
    }

    private int hexDigits(int most) {
      int count = 0;
      while (count < most && Character.digit(peek(count), 16) >= 0) {
        count++;
      }
      return count;
    }

    private long take(int digits, int radix) {
      long code = Long.parseLong(text, at, at + digits, radix);
      at += digits;
      return code;
    }

    /** Beyond the end and for other alphabets' digits: a character that is no digit. */
    private char peek(int ahead) {
      char c = at + ahead < text.length() ? text.charAt(at + ahead) : Lexer.NONE;
      return c < 0x80 ? c : Lexer.NONE;
    }
  }
}

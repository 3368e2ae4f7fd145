package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Tells statements of the same shape: strings and numbers count as blanks, white space and, on
 * PostgreSQL, the case of words without quotes do not count.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 of the statement's shape, 64 lower-case hexadecimal digits. */
  public static String of(GatedStatement statement) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] shape = shape(statement).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha256.digest(shape));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  /** The statement with one space between tokens and a question mark for every literal. */
  static String shape(GatedStatement statement) {
    String text = statement.text();
    Lexer token = Lexer.of(statement.dialect(), text);
    StringBuilder shape = new StringBuilder(text.length());
    while (token.next()) {
      String part =
          switch (token.kind()) {
            case SPACE, COMMENT -> "";
            case STRING, NUMBER -> "?";
            case WORD -> word(statement.dialect(), text.substring(token.start(), token.end()));
            case NAME, OPERATOR, DOT, COMMA, COLON, OPEN, CLOSE, SEMICOLON, BROKEN ->
                text.substring(token.start(), token.end());
          };
      if (!part.isEmpty()) {
        shape.append(shape.isEmpty() ? "" : " ").append(part);
      }
    }
    return shape.toString();
  }

  private static String word(Dialect dialect, String word) {
    return switch (dialect) {
      case POSTGRESQL -> word.toLowerCase(Locale.ROOT);
      case MARIADB, MYSQL -> word;
    };
  }
}

package dev.gatehouse.core.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What an approval of one statement is bound to: its exact text, byte for byte. */
public final class StatementDigest {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  private StatementDigest() {}

  /**
   * SHA-256 of the text as the person wrote it, in UTF-8; 64 lower-case hexadecimal digits.
   *
   * @param text one statement, with its comments and white space
   */
  public static String of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  /** Whether it is of that form. */
  public static boolean isOne(String digest) {
    return FORM.matcher(digest).matches();
  }
}

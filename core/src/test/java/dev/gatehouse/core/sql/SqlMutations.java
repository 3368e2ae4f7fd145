package dev.gatehouse.core.sql;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes statements that nobody would write out of ones that somebody would. Seeded by the caller.
 */
final class SqlMutations {
  /** Pieces that readers have been seen to disagree on, and the signs around them. */
  private static final List<String> PIECES =
      List.of(
          "'",
          "''",
          "\"",
          "\"\"",
          "\\",
          "\\'",
          "--",
          "-- ",
          "/*",
          "*/",
          "/*!",
          "/*M!",
          "#",
          "$$",
          "$a$",
          "$1",
          "E'",
          "e'\\''",
          "U&'",
          "N'",
          "b'",
          "x'",
          "q'[",
          "`",
          "?",
          "??",
          ":",
          "::",
          ":=",
          ":n",
          ";",
          "\n",
          "\r",
          "\n\n\n",
          "\n/\n",
          "\ngo\n",
          "\t",
          " ",
          "@",
          "@@",
          "@>",
          "#>",
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          ",",
          ".",
          "..",
          "1",
          "1.",
          ".5",
          "1e",
          "1e5",
          "0x1",
          "1_0",
          "=",
          "<",
          ">",
          "!",
          "~",
          "|",
          "||",
          "&",
          "*",
          "/",
          "%",
          "^",
          "+",
          "-",
          "é",
          "\u00A0",
          "\u0000",
          "\uD83D",
          "😀",
          "\u202E",
          "\uFEFF",
          "a",
          "B",
          "_",
          " ssn ",
          " from users ",
          " union ",
          " escape '\\'",
          " like ",
          " date",
          " case ",
          " end ",
          "_utf8'a'",
          "\u2028");

  private final RandomGenerator random;

  SqlMutations(RandomGenerator random) {
    this.random = random;
  }

  /** One to four changes. */
  String mutate(String text) {
    String mutated = text;
    for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
      mutated = change(mutated);
    }
    return mutated;
  }

  /** One change. */
  String change(String text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(1, 6));
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> text.substring(0, at) + piece() + text.substring(at);
      case 3 -> text.substring(0, at) + text.substring(end);
      case 4 -> text.substring(0, at) + piece() + text.substring(end);
      default -> text.substring(0, end) + text.substring(at);
    };
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}

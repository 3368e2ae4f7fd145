package dev.gatehouse.core.masking;

/** Payment card numbers: ranges of the large issuers, their lengths, and Luhn's check digit. */
final class CardRanges {
  private CardRanges() {}

  static boolean isCard(CharSequence value) {
    String digits = CheckDigits.digits(value);
    int length = digits.length();
    int four = Integer.parseInt(digits.substring(0, 4));
    boolean issued =
        switch (digits.charAt(0)) {
          case '4' -> length == 13 || length == 16 || length == 19;
          case '2' -> length == 16 && four >= 2221 && four <= 2720;
          case '5' -> length == 16 && four >= 5100 && four < 5600;
          case '3' -> isThree(four, length);
          case '6' -> length >= 16 && isSix(four);
          default -> false;
        };
    return issued && digits.chars().distinct().count() > 1 && CheckDigits.luhn(digits);
  }

  private static boolean isThree(int four, int length) {
    int two = four / 100;
    boolean amex = two == 34 || two == 37;
    boolean diners = two == 36 || two == 38 || (four >= 3000 && four < 3060);
    boolean jcb = four >= 3528 && four < 3590;
    return (amex && length == 15) || (diners && length == 14) || (jcb && length >= 16);
  }

  private static boolean isSix(int four) {
    int two = four / 100;
    return four == 6011 || two == 62 || two == 64 || two == 65;
  }
}

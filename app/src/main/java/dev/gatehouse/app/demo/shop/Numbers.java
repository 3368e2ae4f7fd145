package dev.gatehouse.app.demo.shop;

import java.math.BigInteger;

/** Numbers with check digits, valid in form and in nobody's use. */
final class Numbers {
  private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);

  private Numbers() {}

  /** Appends the Luhn check digit (ISO/IEC 7812-1, annex B). */
  static String withLuhn(String digits) {
    int sum = 0;
    for (int i = digits.length() - 1, place = 0; i >= 0; i--, place++) {
      int digit = digits.charAt(i) - '0';
      int doubled = place % 2 == 0 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return digits + (10 - sum % 10) % 10;
  }

  /** An IBAN with its check digits (ISO 13616: mod 97 of account, country and 00). */
  static String iban(String country, String account) {
    BigInteger number = new BigInteger(asDigits(account + country + "00"));
    int check = 98 - number.mod(IBAN_MODULUS).intValue();
    return country + (check < 10 ? "0" : "") + check + account;
  }

  private static String asDigits(String text) {
    StringBuilder digits = new StringBuilder();
    for (char c : text.toCharArray()) {
      digits.append(Character.digit(c, 36));
    }
    return digits.toString();
  }
}

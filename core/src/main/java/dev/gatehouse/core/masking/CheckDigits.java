package dev.gatehouse.core.masking;

import java.math.BigInteger;

/** Check digits of numbers that people carry. All of them skip separators. */
final class CheckDigits {
  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final int[] PESEL = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
  private static final int[] BSN = {9, 8, 7, 6, 5, 4, 3, 2, -1};

  private CheckDigits() {}

  /** The digits alone. */
  static String digits(CharSequence value) {
    StringBuilder digits = new StringBuilder(value.length());
    for (int at = 0; at < value.length(); at++) {
      if (Character.isDigit(value.charAt(at))) {
        digits.append(value.charAt(at));
      }
    }
    return digits.toString();
  }

  /** Luhn's formula (ISO/IEC 7812-1, annex B). */
  static boolean luhn(String digits) {
    int sum = 0;
    for (int at = 0; at < digits.length(); at++) {
      int digit = digits.charAt(digits.length() - 1 - at) - '0';
      int twice = digit * 2;
      sum += at % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  /** ISO 7064 MOD 97-10, as in an IBAN (ISO 13616). */
  static boolean iban(CharSequence value) {
    String iban = letters(value);
    if (iban.length() < 15 || IbanLengths.of(iban.substring(0, 2)) != iban.length()) {
      return false;
    }
    int remainder = 0;
    for (int at = 0; at < iban.length(); at++) {
      int digit = Character.digit(iban.charAt((at + 4) % iban.length()), 36);
      remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % 97;
    }
    return remainder == 1;
  }

  /** Areas, groups and serials that the Social Security Administration never gives out. */
  static boolean ssn(CharSequence value) {
    String digits = digits(value);
    boolean area =
        !digits.startsWith("000") && !digits.startsWith("666") && digits.charAt(0) != '9';
    return area
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000")
        && !digits.equals("123456789")
        && !digits.equals("078051120");
  }

  /** Prefixes that HM Revenue and Customs does not use (NIM39110). */
  static boolean nino(CharSequence value) {
    String nino = letters(value);
    String prefix = nino.substring(0, 2);
    return "DFIQUV".indexOf(nino.charAt(0)) < 0
        && "DFIOQUV".indexOf(nino.charAt(1)) < 0
        && !prefix.matches("BG|GB|KN|NK|NT|TN|ZZ");
  }

  /** One digit two or three times among the first ten; ISO 7064 MOD 11,10. */
  static boolean steuerId(CharSequence value) {
    String digits = digits(value);
    int[] count = new int[10];
    int product = 10;
    for (int at = 0; at < 10; at++) {
      int digit = digits.charAt(at) - '0';
      count[digit]++;
      int sum = (digit + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    int repeated = 0;
    for (int times : count) {
      if (times > 3) {
        return false;
      }
      repeated += times > 1 ? 1 : 0;
    }
    int check = (11 - product) % 10;
    return digits.charAt(0) != '0' && repeated == 1 && digits.charAt(10) - '0' == check;
  }

  /** The Dutch test of eleven. */
  static boolean bsn(CharSequence value) {
    String digits = digits(value);
    return weighted(digits, BSN) % 11 == 0 && !digits.equals("000000000");
  }

  /** Spanish DNI and NIE: the letter follows from the number modulo 23. */
  static boolean dni(CharSequence value) {
    String dni = letters(value);
    int first = "XYZ".indexOf(dni.charAt(0));
    String number = (first < 0 ? "" : String.valueOf(first)) + digits(value);
    return DNI_LETTERS.charAt(Integer.parseInt(number) % 23) == dni.charAt(dni.length() - 1);
  }

  /** The French number: 97 less the rest; Corsica's letters stand for 19 and 18. */
  static boolean nir(CharSequence value) {
    String nir = letters(value).replace("2A", "19").replace("2B", "18");
    BigInteger body = new BigInteger(nir.substring(0, 13));
    return 97 - body.mod(BigInteger.valueOf(97)).intValue() == Integer.parseInt(nir.substring(13));
  }

  /** The Polish number: a date and a weighted sum. */
  static boolean pesel(CharSequence value) {
    String digits = digits(value);
    int month = Integer.parseInt(digits.substring(2, 4)) % 20;
    int day = Integer.parseInt(digits.substring(4, 6));
    int check = (10 - weighted(digits, PESEL) % 10) % 10;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 && digits.charAt(10) - '0' == check;
  }

  /** The Swiss number is an EAN-13. */
  static boolean ahv(CharSequence value) {
    String digits = digits(value);
    int sum = 0;
    for (int at = 0; at < 13; at++) {
      sum += (digits.charAt(at) - '0') * (at % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
  }

  /** The Brazilian number has two check digits. */
  static boolean cpf(CharSequence value) {
    String digits = digits(value);
    return digits.chars().distinct().count() > 1
        && cpfDigit(digits, 9) == digits.charAt(9) - '0'
        && cpfDigit(digits, 10) == digits.charAt(10) - '0';
  }

  private static int cpfDigit(String digits, int count) {
    int sum = 0;
    for (int at = 0; at < count; at++) {
      sum += (digits.charAt(at) - '0') * (count + 1 - at);
    }
    return sum * 10 % 11 % 10;
  }

  private static int weighted(String digits, int[] weights) {
    int sum = 0;
    for (int at = 0; at < weights.length; at++) {
      sum += (digits.charAt(at) - '0') * weights[at];
    }
    return sum;
  }

  private static String letters(CharSequence value) {
    StringBuilder letters = new StringBuilder(value.length());
    for (int at = 0; at < value.length(); at++) {
      if (Character.isLetterOrDigit(value.charAt(at))) {
        letters.append(Character.toUpperCase(value.charAt(at)));
      }
    }
    return letters.toString();
  }
}

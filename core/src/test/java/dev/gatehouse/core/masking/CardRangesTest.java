package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which numbers with a right check digit are cards: the issuers' ranges, from end to end. */
class CardRangesTest {
  @ParameterizedTest
  @CsvSource({
    "4, 13", "4, 16", "4, 19", "2221, 16", "2720, 16", "2500, 16", "5100, 16", "5599, 16",
    "3400, 15", "3499, 15", "3700, 15", "3799, 15", "3600, 14", "3699, 14", "3800, 14", "3899, 14",
    "3000, 14", "3059, 14", "3528, 16", "3589, 16", "3550, 19", "6011, 16", "6011, 19", "6200, 16",
    "6299, 16", "6400, 16", "6500, 17"
  })
  void aNumberOfAnIssuersRangeAndLengthIsACard(String prefix, int length) {
    assertThat(CardRanges.isCard(number(prefix, length))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "4, 12",
    "4, 14",
    "4, 15",
    "4, 17",
    "4, 18",
    "2220, 16",
    "2721, 16",
    "2221, 15",
    "2720, 17",
    "5099, 16",
    "5600, 16",
    "5100, 15",
    "5100, 17",
    "3500, 15",
    "3600, 15",
    "3400, 14",
    "3400, 16",
    "3700, 14",
    "3900, 14",
    "3600, 16",
    "3060, 14",
    "3000, 15",
    "3527, 16",
    "3590, 16",
    "3528, 15",
    "6011, 15",
    "6012, 16",
    "6010, 16",
    "6300, 16",
    "6100, 16",
    "6600, 16",
    "1000, 16",
    "7000, 16",
    "9000, 16"
  })
  void aNumberOutsideIsNone(String prefix, int length) {
    assertThat(CardRanges.isCard(number(prefix, length))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"4, 16", "5100, 16", "3400, 15", "6011, 16"})
  void aWrongCheckDigitIsNoCard(String prefix, int length) {
    String right = number(prefix, length);
    for (int other = 1; other < 10; other++) {
      int last = (right.charAt(length - 1) - '0' + other) % 10;
      assertThat(CardRanges.isCard(right.substring(0, length - 1) + last)).isFalse();
    }
  }

  /** Digits that differ, and the one that makes the sum of ISO/IEC 7812-1, annex B, whole. */
  private static String number(String prefix, int length) {
    StringBuilder digits = new StringBuilder(prefix);
    while (digits.length() < length - 1) {
      digits.append(digits.length() * 7 % 10);
    }
    int sum = 0;
    for (int at = digits.length() - 1, place = 1; at >= 0; at--, place++) {
      int digit = digits.charAt(at) - '0';
      int doubled = digit * 2;
      sum += place % 2 == 0 ? digit : doubled / 10 + doubled % 10;
    }
    return digits.append((10 - sum % 10) % 10).toString();
  }
}

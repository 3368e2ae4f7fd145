package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pci.card        | 4111111111111111",
        "pci.card        | 4111 1111 1111 1111",
        "pci.card        | 5555-5555-5555-4444",
        "pci.card        | 378282246310005",
        "pci.card        | 3782 822463 10005",
        "pci.card        | 6011111111111117",
        "pii.iban        | NL91ABNA0417164300",
        "pii.iban        | nl91 abna 0417 1643 00",
        "pii.iban        | DE89 3704 0044 0532 0130 00",
        "pii.iban        | GB29NWBK60161331926819",
        "pii.email       | jane.doe+news@mail.example.com",
        "pii.phone       | +31 20 555 0101",
        "pii.phone       | +49 (0)30 1234567",
        "pii.phone       | (555) 234-5678",
        "pii.phone       | 020 555 0101",
        "pii.national_id | 536-22-8741",
        "pii.national_id | AB 12 34 56 C",
        "pii.national_id | 47036892816",
        "pii.national_id | 111222333",
        "pii.national_id | 12345678Z",
        "pii.national_id | X1234567L",
        "pii.national_id | 255081416802538",
        "pii.national_id | 44051401359",
        "pii.national_id | 756.9217.0769.85",
        "pii.national_id | 529.982.247-25",
      })
  void aValueOfItsFormWithItsCheckDigitIsRecognised(String tag, String value) {
    assertThat(tagsOf(" " + value + " ")).contains(tag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "4111-1111 1111 1111",
        "411111111111111",
        "0000000000000000",
        "NL92ABNA0417164300",
        "XX91ABNA0417164300",
        "NL91ABNA041716430",
        "jane.doe@localhost",
        "logo@2x.png",
        "@example.com",
        "000-22-8741",
        "666-22-8741",
        "900-22-8741",
        "536-00-8741",
        "536-22-0000",
        "QQ 12 34 56 C",
        "AB 12 34 56 E",
        "86095742710",
        "11122233344",
        "111222334",
        "12345678A",
        "529.982.247-26",
        "111.111.111-11",
        "756.9217.0769.86",
        "2024-05-06",
        "01-02-2024",
        "2024-05-06 07:08:09.123456",
        "1234.50",
        "99999999",
        "",
        " ",
        "+1500.00",
      })
  void whatFailsItsCheckIsNothing(String value) {
    assertThat(tagsOf(value)).isEmpty();
  }

  @Test
  void keysAndTokensAreRecognisedByTheirMarks() {
    RandomGenerator random = new Random(3);
    List<String> keys =
        List.of(
            "AKIA" + letters(random, 16).toUpperCase(Locale.ROOT),
            "ghp_" + letters(random, 36),
            "glpat-" + letters(random, 20),
            "xoxb-" + letters(random, 24),
            "sk_live_" + letters(random, 24),
            "AIza" + letters(random, 35),
            "eyJ" + letters(random, 20) + ".eyJ" + letters(random, 40) + "." + letters(random, 43),
            "-----BEGIN RSA PRIVATE KEY-----\n"
                + letters(random, 64)
                + "\n-----END RSA PRIVATE KEY-----");
    for (String key : keys) {
      assertThat(tagsOf(key)).as(key).containsExactly("secret.key");
      assertThat(hidden("the key is " + key + ", keep it")).isEqualTo("the key is ***, keep it");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "paid with 4111 1111 1111 1111 on Monday      | paid with *** on Monday",
        "12 4111 1111 1111 1111 5                     | 12 *** 5",
        "card:4111111111111111, exp 12/27             | card:***, exp 12/27",
        "to NL91 ABNA 0417 1643 00 thanks             | to *** thanks",
        "to NL91ABNA0417164300.                       | to ***.",
        "mail jane@example.com, or <bob@example.org>  | mail ***, or <***>",
        "it's jane@example.com's                      | it's ***'s",
        "call +31 20 555 0101 now                     | call *** now",
        "call (555) 234-5678.                         | call ***.",
        "my ssn is 536-22-8741!                       | my ssn is ***!",
        "SSN: 536228741                               | SSN: ***",
        "BSN 111222333 of the guest                   | BSN *** of the guest",
        "DNI: 12345678Z                               | DNI: ***",
        "NI number AB123456C                          | NI number ***",
        "jane@example.com 4111111111111111            | *** ***",
      })
  void whatStandsInATextIsHiddenAndTheTextStays(String text, String shown) {
    assertThat(hidden(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order 111222333 was shipped",
        "invoice 12345678Z",
        "order 47036892816",
        "#4111111111111112",
        "ref 41111111-1111-4111-8111-111111111111",
        "4111111111111111.25 EUR",
        "v4111111111111111",
        "2024-05-06T07:08:09.123456+02:00",
        "192.168.100.200",
        "978-3-16-148410-0",
        "1.234.567,89",
        "10:00-12:30 12.05.2024",
        "temperature +12 to +14",
        "SKU AB-123456-C",
        "9876543210",
        "1715000000000",
        "1715000000000000",
        "EAN 4006381333931",
        "3 x 4 = 12",
        "user@host",
        "5555 5555",
        "part no. 0800-1234",
        "page 020 555",
      })
  void honestTextStays(String text) {
    assertThat(hidden(text)).isEqualTo(text);
  }

  @Test
  void numbersOfABusinessAreHardlyEverTakenForPersonalData() {
    RandomGenerator random = new Random(11);
    int taken = 0;
    int texts = 20_000;
    for (int row = 0; row < texts; row++) {
      long number = random.nextLong(1_000_000, 10_000_000_000L);
      String text =
          switch (row % 8) {
            case 0 ->
                "order " + number + " of " + Instant.ofEpochMilli(1_700_000_000_000L + number);
            case 1 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 2 -> String.format(Locale.ROOT, "EUR %,.2f", number / 100.0);
            case 3 -> "batch %d/%d, shelf %d-%d".formatted(number, row, row % 99, row % 9);
            case 4 -> "epoch " + (1_700_000_000_000_000L + number);
            case 5 -> Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
            case 6 -> String.format(Locale.ROOT, "lat %.6f, lon %.6f", number / 1e8, number / 1e7);
            default -> "tracking 1Z" + number + "X" + row + " from 10.0." + row % 256 + ".1";
          };
      taken += hidden(text).equals(text) ? 0 : 1;
    }
    assertThat(taken).isLessThan(texts / 1000);
  }

  @Test
  void adversarialTextsAreReadInLinearTime() {
    List<String> pieces =
        List.of(
            "+1",
            "+12 ",
            "4",
            "4111 ",
            "a@",
            "a.",
            "a-",
            "@a",
            "eyJa",
            "-eyJaaaaaaaa",
            "eyJa.",
            "AKIA",
            "-----BEGIN ",
            "-----BEGIN PRIVATE KEY-----",
            "-",
            "ssn ",
            "dni 1",
            "AB12",
            "NL91 ",
            "x",
            "0",
            "00",
            "1.",
            "((",
            "555-",
            "1 ",
            "756.",
            "_",
            "bsn",
            "\n");
    for (String piece : pieces) {
      String text = piece.repeat(60_000 / piece.length());
      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> hidden(text), piece);
    }
  }

  static Set<String> tagsOf(String value) {
    return Detectors.all().stream()
        .filter(detector -> detector.matches(value))
        .peek(detector -> assertThat(detector.canHold(TextSummary.of(value))).isTrue())
        .map(Detector::tag)
        .collect(Collectors.toSet());
  }

  static String hidden(String text) {
    FoundSpans found = new FoundSpans();
    TextSummary summary = TextSummary.of(text);
    for (Detector detector : Detectors.all()) {
      int before = found.size();
      detector.find(text, found);
      assertThat(found.size() == before || detector.canHold(summary)).as(detector.name()).isTrue();
    }
    return found.hide(text);
  }

  private static String letters(RandomGenerator random, int count) {
    List<String> letters = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      letters.add(Character.toString('a' + random.nextInt(26)));
    }
    return String.join("", letters);
  }
}

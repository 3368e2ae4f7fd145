package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check digit stands alone: no other digit in its place will do. */
class CheckDigitsTest {
  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of("86095742719", 10, (Predicate<CharSequence>) CheckDigits::steuerId),
        Arguments.of("47036892816", 10, (Predicate<CharSequence>) CheckDigits::steuerId),
        Arguments.of("111222333", 8, (Predicate<CharSequence>) CheckDigits::bsn),
        Arguments.of("44051401359", 10, (Predicate<CharSequence>) CheckDigits::pesel),
        Arguments.of("7569217076985", 12, (Predicate<CharSequence>) CheckDigits::ahv),
        Arguments.of("52998224725", 10, (Predicate<CharSequence>) CheckDigits::cpf),
        Arguments.of("52998224725", 9, (Predicate<CharSequence>) CheckDigits::cpf),
        Arguments.of("255081416802538", 14, (Predicate<CharSequence>) CheckDigits::nir),
        Arguments.of(
            "4111111111111111", 15, (Predicate<CharSequence>) d -> CheckDigits.luhn(d.toString())),
        Arguments.of(
            "79927398713", 10, (Predicate<CharSequence>) d -> CheckDigits.luhn(d.toString())),
        Arguments.of("DE89370400440532013000", 21, (Predicate<CharSequence>) CheckDigits::iban));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void onlyTheRightDigitPasses(String number, int place, Predicate<CharSequence> check) {
    assertThat(
            IntStream.range(0, 10)
                .mapToObj(d -> number.substring(0, place) + d + number.substring(place + 1))
                .filter(check))
        .containsExactly(number);
  }

  @ParameterizedTest
  @CsvSource({
    "44051401359, true",
    "44211401350, false",
    "44001401355, false",
    "44131401359, false",
    "44050001355, false",
    "44053201359, false",
    "44253101354, false"
  })
  void aPeselHoldsADate(String number, boolean holds) {
    String body = number.substring(0, 10);
    boolean any = IntStream.range(0, 10).anyMatch(digit -> CheckDigits.pesel(body + digit));
    boolean date =
        IntStream.rangeClosed(1, 12).anyMatch(m -> m == Integer.parseInt(body.substring(2, 4)) % 20)
            && IntStream.rangeClosed(1, 31)
                .anyMatch(d -> d == Integer.parseInt(body.substring(4, 6)));
    assertThat(any).isEqualTo(date);
    assertThat(!holds || CheckDigits.pesel(number)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "12345678Z, true",
    "12345678A, false",
    "X1234567L, true",
    "Y1234567X, true",
    "Z1234567R, true",
    "Y1234567L, false",
    "00000000T, true"
  })
  void aSpanishLetterFollowsFromTheNumber(String number, boolean holds) {
    assertThat(CheckDigits.dni(number)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "AB123456C, true", "DA123456C, false", "VA123456C, false", "AO123456C, false",
    "AV123456C, false", "BG123456C, false", "ZZ123456C, false", "OA123456C, true"
  })
  void aBritishPrefixIsOneThatIsGivenOut(String number, boolean holds) {
    assertThat(CheckDigits.nino(number)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "536-22-8741, true", "123-45-6789, false", "078-05-1120, false", "000-12-3456, false",
    "666-12-3456, false", "900-12-3456, false", "899-12-3456, true", "536-00-8741, false",
    "536-22-0000, false"
  })
  void anAmericanNumberIsOneThatIsGivenOut(String number, boolean holds) {
    assertThat(CheckDigits.ssn(number)).isEqualTo(holds);
  }

  @Test
  void aGermanNumberRepeatsOneDigitTwoOrThreeTimes() {
    assertThat(passing("0609574271")).isZero();
    assertThat(passing("1234567890")).as("none repeated").isZero();
    assertThat(passing("1123456789")).as("one twice").isOne();
    assertThat(passing("1112345678")).as("one three times").isOne();
    assertThat(passing("1111234567")).as("one four times").isZero();
    assertThat(passing("1122345678")).as("two twice").isZero();
  }

  private static long passing(String body) {
    return IntStream.range(0, 10).filter(digit -> CheckDigits.steuerId(body + digit)).count();
  }

  @Test
  void nothingIsNoNumber() {
    assertThat(CheckDigits.bsn("000000000")).isFalse();
    assertThat(CheckDigits.cpf("11111111111")).isFalse();
    assertThat(CheckDigits.iban("NL91ABNA04171")).isFalse();
    assertThat(CheckDigits.iban("NO9386011117947")).as("the shortest").isTrue();
    assertThat(CheckDigits.nir("1850578006084 91".replace(" ", ""))).isTrue();
  }
}

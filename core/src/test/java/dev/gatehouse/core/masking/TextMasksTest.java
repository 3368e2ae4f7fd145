package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What partial masks show of a text, at the edges of what they may show. */
class TextMasksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "123456789|***6789",
        "12345678|***",
        "1234|***",
        "123|***",
        "  123456789  |***6789",
        "a-b-c-d-e-1234|***1234",
        "a-b-c-d-1234|***",
        "-----1234|***",
        "12345678😀|***678😀",
        "😀😀😀😀|***"
      })
  void theLastFourShowOnlyBehindFiveThatAreHidden(String value, String shown) {
    assertThat(TextMasks.last4(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "123456789|1234***",
        "12345678|***",
        "123|***",
        "  123456789  |1234***",
        "1234-a-b-c-d-e|1234***",
        "1234-a-b-c-d|***",
        "😀234567890|😀234***"
      })
  void theFirstFourShowOnlyBeforeFiveThatAreHidden(String value, String shown) {
    assertThat(TextMasks.first4(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "abc@example.org|a***@example.org",
        "ab@example.org|***@example.org",
        "a@example.org|***@example.org",
        "  abc@example.org |a***@example.org",
        "azAZ09.+_@azAZ09.co|a***@azAZ09.co",
        "Zzz@a-b.example.org|Z***@a-b.example.org",
        "abc@x.co|a***@x.co"
      })
  void anAddressShowsItsDomainAndALetterOfThree(String value, String shown) {
    assertThat(TextMasks.email(value)).isEqualTo(shown);
  }

  @Test
  void whiteSpaceAloneShowsNothing() {
    assertThat(TextMasks.last4("   ")).isEqualTo("***");
    assertThat(TextMasks.first4("   ")).isEqualTo("***");
    assertThat(TextMasks.email("   ")).isEqualTo("***");
  }

  @Test
  void everySignThatALocalPartMayHoldIsTaken() {
    String local = "azAZ09!#$%&'*+-/=?^_`{|}~.";
    assertThat(TextMasks.email(local + "@example.org")).isEqualTo("a***@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "@example.org",
        "abc@",
        "abc@localhost",
        "abc@example.c",
        "abc@.example.org",
        "abc@example..org",
        "abc@example.org.",
        "abc@-example.org",
        "abc@example.-org",
        "abc@exa_mple.org",
        "abc@exa/mple.org",
        "abc@exa:mple.org",
        "abc@exa@mple.org",
        "abc@exa[mple.org",
        "abc@exa`mple.org",
        "abc@exa{mple.org",
        "a:c@example.org",
        "a[c@example.org",
        "a@c@example.org",
        "a c@example.org",
        "äbc@example.org",
        "abc@exämple.org",
        "abc@\u0080.org",
        "a\u0080c@example.org",
        "abc@example.org x",
        ""
      })
  void whatIsNotOnePlainAddressShowsNothing(String value) {
    assertThat(TextMasks.email(value)).isEqualTo("***");
  }
}

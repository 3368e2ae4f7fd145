package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSummaryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                              | 0  | false | false | false | 0",
        "order 4711 of 2024-05-06        | 8  | false | false | false | 10",
        "+49 (0)30 / 1234                | 5  | false | true  | false | 4",
        "+49 (0)30 1234567               | 12 | false | true  | false | 7",
        "NL91 ABNA 0417 1643 00          | 10 | false | false | true  | 4",
        "a@b.example                     | 0  | true  | false | false | 9",
        "AB 12 34                        | 4  | false | false | true  | 2",
        "do 12                           | 2  | false | false | false | 2",
      })
  void aTextIsSummedUp(
      String text, int digits, boolean at, boolean plus, boolean twoLetters, int longestToken) {
    assertThat(TextSummary.of(text))
        .isEqualTo(new TextSummary(digits, at, plus, twoLetters, longestToken));
  }
}

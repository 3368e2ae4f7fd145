package dev.gatehouse.app.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void theCheckDigitOfTheNormsExampleIsRight() {
    assertThat(Numbers.withLuhn("7992739871")).isEqualTo("79927398713");
    assertThat(Numbers.withLuhn("411111111111111")).isEqualTo("4111111111111111");
  }

  @Test
  void theCheckDigitsOfKnownAccountsAreRight() {
    assertThat(Numbers.iban("DE", "370400440532013000")).isEqualTo("DE89370400440532013000");
    assertThat(Numbers.iban("GB", "WEST12345698765432")).isEqualTo("GB82WEST12345698765432");
  }
}

package dev.gatehouse.app.client.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gatehouse.example.com",
        "HTTPS://gatehouse.example.com:8443",
        "http://127.0.0.1:8080",
        "http://127.8.9.10",
        "http://localhost:8080",
        "http://[::1]:8080"
      })
  void tlsAndLoopbackAreAccepted(String address) throws GatehouseException {
    assertThat(ControlAddress.parse(address).at("/v1/me")).hasPath("/v1/me");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://gatehouse.example.com",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1x",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "http://0x7f000001",
        "http://[::2]",
        "ftp://127.0.0.1"
      })
  void everythingThatWouldTravelInTheClearIsRefusedInOneSentence(String address) {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> ControlAddress.parse(address))
        .matches(e -> e.kind() == Kind.BAD_INPUT)
        .withMessageContaining("https://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gatehouse",
        "https://",
        "https://user:secret@gatehouse.example.com",
        "https://gatehouse.example.com?x=1",
        "https://gatehouse.example.com#x",
        "https://gate house"
      })
  void whatIsNoAddressIsRefused(String address) {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> ControlAddress.parse(address))
        .matches(e -> e.kind() == Kind.BAD_INPUT);
  }

  @Test
  void slashesAtTheEndDoNotCount() throws GatehouseException {
    assertThat(ControlAddress.parse(" https://gatehouse.example.com/control// "))
        .hasToString("https://gatehouse.example.com/control");
  }
}

package dev.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventsTest {
  static Stream<AuditEvent> oneOfEachType() {
    return Stream.of(
        AuditFixture.opened(),
        AuditFixture.intent(1),
        new AuditEvent.ConfirmationAnswered(AuditFixture.START, 1, "Delete 7 rows?", 7, false),
        AuditFixture.snapshot(1),
        AuditFixture.result(1),
        new AuditEvent.DataLeft(AuditFixture.START, 1, "copy", 3),
        new AuditEvent.GrantChanged(AuditFixture.START, "grant-1", "revoked"),
        AuditFixture.closed());
  }

  @Test
  void everyTypeOfEventIsCovered() {
    assertThat(oneOfEachType().<Class<?>>map(AuditEvent::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(AuditEvent.class.getPermittedSubclasses());
  }

  @Test
  void everyTypeHasANameOfItsOwn() {
    assertThat(oneOfEachType().map(AuditEvents::typeOf))
        .containsExactly(
            "session.opened",
            "statement.intent",
            "confirmation.answered",
            "result.snapshot",
            "statement.result",
            "data.left",
            "grant.changed",
            "session.closed");
  }

  @ParameterizedTest
  @MethodSource("oneOfEachType")
  void anEventComesBackAsItWas(AuditEvent event) {
    assertThat(AuditEvents.decode(AuditEvents.encode(event))).isEqualTo(event);
    assertThat(AuditEvents.encode(AuditEvents.decode(AuditEvents.encode(event))))
        .isEqualTo(AuditEvents.encode(event));
  }

  @Test
  void theBytesAreCanonical() {
    AuditEvent event =
        new AuditEvent.StatementResult(
            AuditFixture.START, Long.MAX_VALUE, "done", "", "a\u0001\"\\\n/é\u2028😀", -1, 0);
    assertThat(AuditEvents.encode(event))
        .isEqualTo(
            "{\"at\":\"2026-11-20T08:00:00Z\",\"durationMillis\":0,"
                + "\"message\":\"a\\u0001\\\"\\\\\\n/é\u2028😀\",\"outcome\":\"done\",\"rows\":-1,"
                + "\"sqlState\":\"\",\"statement\":9223372036854775807,"
                + "\"type\":\"statement.result\"}");
  }

  @Test
  void textThatIsNoUnicodeIsNeitherRefusedNorChanged() {
    String text = "\udc00 a\ud800 b\ud83d";
    AuditEvent event = new AuditEvent.DataLeft(AuditFixture.START, 1, text, 0);
    byte[] bytes = AuditEvents.bytes(event);
    assertThat(AuditEvents.decode(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(event);
  }

  @Test
  void sqlNullAndTheTextNullAreDifferent() {
    AuditEvent event =
        new AuditEvent.ResultSnapshot(
            AuditFixture.START,
            1,
            0,
            List.of("c", "d"),
            List.of(Arrays.asList(null, "null")),
            true);
    assertThat(AuditEvents.encode(event)).contains("[[null,\"null\"]]");
    assertThat(AuditEvents.decode(AuditEvents.encode(event))).isEqualTo(event);
  }

  @Test
  void anAbsentValueIsNull() {
    assertThat(AuditEvents.encode(AuditFixture.opened())).contains("\"humanBehind\":null");
    assertThat(((AuditEvent.StatementIntent) AuditFixture.intent(1)).role())
        .isEqualTo(Optional.of("plain"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}",
        "{\"type\":\"secret-value\"}",
        "{\"type\":5}",
        "{\"type\":\"session.closed\"}",
        "{\"type\":\"session.closed\",\"at\":\"secret-value\",\"reason\":\"r\"}",
        "{\"type\":\"session.closed\",\"at\":\"2026-11-20T08:00:00Z\",\"reason\":\"r\",\"more\":1}",
        "{\"type\":\"session.closed\",\"at\":\"2026-11-20T08:00:00Z\",\"reason\":\"r\"} {}",
        "{\"type\":\"data.left\",\"at\":\"2026-11-20T08:00:00Z\",\"statement\":null,\"how\":\"x\","
            + "\"rows\":1}"
      })
  void whatIsNotExactlyAnEventIsRefusedWithoutQuotingIt(String json) {
    assertThatThrownBy(() -> AuditEvents.decode(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageNotContaining("secret-value");
  }
}

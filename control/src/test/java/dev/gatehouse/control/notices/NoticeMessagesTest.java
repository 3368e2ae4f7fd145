package dev.gatehouse.control.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.control.config.NoticeConfig.Kind;
import dev.gatehouse.control.notices.Notice.What;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each kind of address is sent. */
class NoticeMessagesTest {
  private static final String NASTY =
      "<!channel> <https://evil.example|fix> [here](https://evil) *b*";
  private static final URI LINK =
      URI.create("https://gatehouse.example.com/requests/0123456789abcdef");

  @Test
  void slackShowsWhatPeopleWroteAsPlainTextAlone() {
    JsonNode message = body(notice(What.REQUESTED, NASTY), Kind.SLACK);
    assertThat(message.path("text").asString()).doesNotContain("<", ">");
    List<String> marked = new ArrayList<>();
    for (JsonNode block : message.path("blocks")) {
      JsonNode text = block.path("text");
      if (text.path("type").asString().equals("mrkdwn")) {
        marked.add(text.path("text").asString());
      }
    }
    assertThat(marked).containsExactly("<" + LINK + "|How to decide>");
    assertThat(message.toString()).contains("Purpose: <!channel>");
  }

  @Test
  void aNameIsEscapedWhereSlackReadsMarkup() {
    Notice notice = notice(What.DENIED, "x", "Eve <!here> & co");
    assertThat(body(notice, Kind.SLACK).path("text").asString())
        .isEqualTo("Access of Eve &lt;!here&gt; &amp; co for shop-production (prod) was denied");
  }

  @Test
  void teamsShowsWhatPeopleWroteInElementsThatReadNoMarkdown() {
    JsonNode card =
        body(notice(What.REQUESTED, NASTY), Kind.TEAMS).path("attachments").path(0).path("content");
    assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
    for (JsonNode element : card.path("body")) {
      assertThat(element.path("type").asString()).isEqualTo("RichTextBlock");
      assertThat(element.path("inlines").path(0).path("type").asString()).isEqualTo("TextRun");
    }
    assertThat(card.path("actions")).hasSize(1);
    assertThat(card.path("actions").path(0).path("url").asString()).isEqualTo(LINK.toString());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noMessageCarriesAWayToDecide(Kind kind) {
    String message = body(notice(What.REQUESTED, "Find it."), kind).toString();
    assertThat(message)
        .contains(LINK.toString())
        .doesNotContain("Action.Submit", "Action.Execute", "Action.Http", "\"button\"", "/approve");
  }

  @ParameterizedTest
  @EnumSource(What.class)
  void everyEventHasATitleAndAType(What what) {
    Notice notice = notice(what, "Find it.");
    assertThat(notice.title()).contains("ada", "shop-production", "prod");
    assertThat(body(notice, Kind.WEBHOOK).path("type").asString())
        .isEqualTo("grant." + what.name().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void anEndlessPurposeIsCut() {
    assertThat(body(notice(What.REQUESTED, "x".repeat(5_000)), Kind.SLACK).toString().length())
        .isLessThan(3_000);
  }

  /** The example of the specification of Standard Webhooks, computed here by its words. */
  @Test
  void aSignatureIsOverIdTimeAndBody() throws Exception {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    String text = "whsec_" + java.util.Base64.getEncoder().encodeToString(key);
    var mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(new javax.crypto.spec.SecretKeySpec(key, "HmacSHA256"));
    String expected =
        java.util.Base64.getEncoder()
            .encodeToString(
                mac.doFinal("msg-1.1700000000.{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    assertThat(
            WebhookSignature.headers(
                text,
                "msg-1",
                Instant.ofEpochSecond(1_700_000_000),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .containsEntry("webhook-signature", "v1," + expected)
        .containsEntry("webhook-timestamp", "1700000000")
        .containsEntry("webhook-id", "msg-1");
  }

  @Test
  void pausesDoubleUpToAQuarterOfAnHour() {
    NoticeTimes times = NoticeTimes.standard();
    assertThat(times.pauseAfter(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(times.pauseAfter(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(times.pauseAfter(5)).isEqualTo(Duration.ofSeconds(80));
    assertThat(times.pauseAfter(500)).isEqualTo(Duration.ofMinutes(15));
  }

  private static JsonNode body(Notice notice, Kind kind) {
    return JsonMapper.builder().build().readTree(NoticeMessages.body(notice, kind));
  }

  private static Notice notice(What what, String purpose) {
    return notice(what, purpose, "ada");
  }

  private static Notice notice(What what, String purpose, String requester) {
    return new Notice(
        UUID.randomUUID(),
        what,
        "0123456789abcdef",
        requester,
        "shop-production",
        "prod",
        List.of("shop.*"),
        List.of("read"),
        List.of(),
        purpose,
        "SHOP-1",
        60,
        false,
        "mia",
        "A reviewer decides.",
        Instant.parse("2026-11-20T10:00:00Z"),
        LINK);
  }
}

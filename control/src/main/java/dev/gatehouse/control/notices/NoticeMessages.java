package dev.gatehouse.control.notices;

import dev.gatehouse.control.config.NoticeConfig.Kind;
import dev.gatehouse.control.notices.Notice.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notice as each kind of address takes it. What people wrote goes into elements that read no
 * markup, so that a purpose can neither mention a channel nor show a link of its own. Pure.
 */
final class NoticeMessages {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NoticeMessages() {}

  /** The body to send. */
  static byte[] body(Notice notice, Kind kind) {
    return JSON.writeValueAsBytes(
        switch (kind) {
          case SLACK -> slack(notice);
          case TEAMS -> teams(notice);
          case WEBHOOK -> webhook(notice);
        });
  }

  /** Slack's Block Kit; {@code text} is what a notification shows, where only markup is escaped. */
  private static Map<String, ?> slack(Notice notice) {
    List<Object> blocks = new ArrayList<>();
    blocks.add(
        Map.of(
            "type", "header", "text", Map.of("type", "plain_text", "text", cut(notice.title()))));
    for (Fact fact : notice.facts()) {
      blocks.add(
          Map.of(
              "type",
              "section",
              "text",
              Map.of("type", "plain_text", "text", fact.name() + ": " + fact.value())));
    }
    blocks.add(
        Map.of(
            "type",
            "section",
            "text",
            Map.of("type", "mrkdwn", "text", "<" + notice.link() + "|" + linkText(notice) + ">")));
    return Map.of("text", escaped(notice.title()), "blocks", blocks);
  }

  /** Slack's own three characters. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A header of Slack's holds 150 characters. */
  private static String cut(String title) {
    return title.length() > 150 ? title.substring(0, 149) + "…" : title;
  }

  /** An Adaptive Card in the envelope that Teams' workflows take. */
  private static Map<String, ?> teams(Notice notice) {
    List<Object> body = new ArrayList<>();
    body.add(text(notice.title(), true));
    for (Fact fact : notice.facts()) {
      body.add(text(fact.name() + ": " + fact.value(), false));
    }
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put("body", body);
    card.put(
        "actions",
        List.of(
            Map.of(
                "type", "Action.OpenUrl",
                "title", linkText(notice),
                "url", notice.link().toString())));
    return Map.of(
        "type",
        "message",
        "attachments",
        List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
  }

  /** A text run reads no Markdown, unlike a text block. */
  private static Map<String, ?> text(String text, boolean title) {
    return Map.of(
        "type",
        "RichTextBlock",
        "inlines",
        List.of(
            title
                ? Map.of("type", "TextRun", "text", text, "weight", "Bolder", "size", "Medium")
                : Map.of("type", "TextRun", "text", text)));
  }

  private static String linkText(Notice notice) {
    return notice.what() == Notice.What.REQUESTED ? "How to decide" : "How to look at it";
  }

  /** A payload as Standard Webhooks lays it out. */
  private static Map<String, ?> webhook(Notice notice) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("grant", notice.grant());
    data.put("requester", notice.requester());
    data.put("source", notice.source());
    data.put("environment", notice.environment());
    data.put("relations", notice.relations());
    data.put("actions", notice.actions());
    data.put("unmask", notice.unmask());
    data.put("purpose", notice.purpose());
    data.put("ticket", notice.ticket());
    data.put("durationMinutes", notice.durationMinutes());
    data.put("emergency", notice.emergency());
    data.put("by", notice.by());
    data.put("reason", notice.reason());
    data.put("link", notice.link().toString());
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("type", "grant." + notice.what().name().toLowerCase(Locale.ROOT));
    payload.put("timestamp", notice.at().toString());
    payload.put("data", data);
    return payload;
  }
}

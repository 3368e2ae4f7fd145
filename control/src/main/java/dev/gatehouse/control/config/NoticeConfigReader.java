package dev.gatehouse.control.config;

import dev.gatehouse.control.config.NoticeConfig.Kind;
import dev.gatehouse.control.config.NoticeConfig.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code notices:}; no address and no key ever stands in a message. */
final class NoticeConfigReader {
  private static final String KEY_PREFIX = "whsec_";
  private static final int LEAST_KEY_BYTES = 24;
  private static final int MOST_KEY_BYTES = 64;

  /** Reads the secret that a key refers to. */
  interface Secrets {
    Secret of(YamlMap yaml, String key) throws StartupException;
  }

  private NoticeConfigReader() {}

  static List<NoticeConfig> read(List<YamlMap> entries, Secrets secrets) throws StartupException {
    List<NoticeConfig> notices = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMap entry : entries) {
      NoticeConfig notice = notice(entry, secrets);
      if (!names.add(notice.name())) {
        throw entry.wrong("name", "names '" + notice.name() + "' a second time");
      }
      notices.add(notice);
    }
    return notices;
  }

  private static NoticeConfig notice(YamlMap yaml, Secrets secrets) throws StartupException {
    Kind kind =
        switch (yaml.text("kind")) {
          case "slack" -> Kind.SLACK;
          case "teams" -> Kind.TEAMS;
          case "webhook" -> Kind.WEBHOOK;
          default -> throw yaml.wrong("kind", "must be slack, teams or webhook");
        };
    Secret url = secrets.of(yaml, "url");
    if (!isAddress(url)) {
      throw yaml.wrong(
          "url", "must stand for an https URL without a password, or http on a loopback address");
    }
    Optional<Secret> signing = Optional.empty();
    if (kind == Kind.WEBHOOK) {
      Secret key = secrets.of(yaml, "signingKey");
      if (!isKey(key.reveal())) {
        throw yaml.wrong("signingKey", "must stand for whsec_ and 24 to 64 random bytes in base64");
      }
      signing = Optional.of(key);
    }
    NoticeConfig notice = new NoticeConfig(yaml.text("name"), kind, url, signing, topics(yaml));
    yaml.refuseUnknownKeys();
    return notice;
  }

  private static boolean isAddress(Secret url) {
    try {
      return NoticeConfig.isProtected(URI.create(url.reveal()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isKey(String key) {
    try {
      int bytes =
          key.startsWith(KEY_PREFIX)
              ? Base64.getDecoder().decode(key.substring(KEY_PREFIX.length())).length
              : 0;
      return bytes >= LEAST_KEY_BYTES && bytes <= MOST_KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Set<Topic> topics(YamlMap yaml) throws StartupException {
    if (!yaml.has("tell")) {
      return Set.of(Topic.REQUESTS, Topic.DECISIONS);
    }
    EnumSet<Topic> topics = EnumSet.noneOf(Topic.class);
    for (String word : yaml.texts("tell")) {
      try {
        topics.add(Topic.valueOf(word.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw yaml.wrong("tell", "must hold some of requests, decisions, automatic");
      }
    }
    return topics;
  }
}

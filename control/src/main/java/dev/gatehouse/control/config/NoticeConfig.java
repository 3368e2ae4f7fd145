package dev.gatehouse.control.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where people are told of requests and decisions.
 *
 * @param name names it in the log, and in the database from run to run
 * @param kind what the address takes
 * @param url the address, which is a secret: whoever knows it can write there
 * @param signing the key that signs what a webhook is sent; present for webhooks alone
 * @param tell what it is told
 */
public record NoticeConfig(
    String name, Kind kind, Secret url, Optional<Secret> signing, Set<Topic> tell) {
  /** What an address takes. */
  public enum Kind {
    SLACK,
    TEAMS,
    WEBHOOK
  }

  /** What can be told. */
  public enum Topic {
    /** Requests that wait for people. */
    REQUESTS,
    /** What people decided, emergencies, and requests that lapsed or were withdrawn. */
    DECISIONS,
    /** What a rule decided without anybody. */
    AUTOMATIC
  }

  public NoticeConfig {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(url);
    Objects.requireNonNull(signing);
    tell = Set.copyOf(tell);
  }

  /** Whether notices may go there: TLS, or this machine itself; no name or password in it. */
  public static boolean isProtected(URI url) {
    String host = url.getHost();
    boolean https = "https".equals(url.getScheme());
    boolean local = "http".equals(url.getScheme()) && host != null && Loopback.isLoopback(host);
    return host != null && url.getUserInfo() == null && (https || local);
  }
}

package dev.gatehouse.app.demo.idp;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Unguessable words that stand for something for a while. Safe for use by many threads. */
final class Codes<T> {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST = 1_000;

  private final InstantSource clock;
  private final Duration life;
  private final Map<String, Held<T>> held = new HashMap<>();

  private record Held<T>(T value, Instant until, boolean taken) {
    Held<T> asTaken() {
      return new Held<>(value, until, true);
    }
  }

  Codes(InstantSource clock, Duration life) {
    this.clock = clock;
    this.life = life;
  }

  /** A new word for it. */
  synchronized String issue(T value) throws OAuthError {
    Instant now = clock.instant();
    held.values().removeIf(entry -> !now.isBefore(entry.until()));
    if (held.size() >= MOST) {
      throw new OAuthError("temporarily_unavailable", "Too many sign-ins at once; try again.");
    }
    String word = random();
    held.put(word, new Held<>(value, now.plus(life), false));
    return word;
  }

  /** What the word stands for, if it is known, in time and was not taken. */
  synchronized Optional<T> find(String word) {
    return inTime(word).filter(entry -> !entry.taken()).map(Held::value);
  }

  /** The same, for the last time. */
  synchronized Optional<T> take(String word) {
    Optional<T> found = find(word);
    held.computeIfPresent(word, (w, entry) -> entry.asTaken());
    return found;
  }

  /** What a word stood for that was taken before. */
  synchronized Optional<T> taken(String word) {
    return inTime(word).filter(Held::taken).map(Held::value);
  }

  /** Does that with everything of that kind, taken or not. */
  synchronized void forEach(Predicate<T> which, Consumer<T> action) {
    held.values().stream().map(Held::value).filter(which).forEach(action);
  }

  /** Whether there is something of that kind, taken or not. */
  synchronized boolean any(Predicate<T> which) {
    return held.values().stream().map(Held::value).anyMatch(which);
  }

  private Optional<Held<T>> inTime(String word) {
    return Optional.ofNullable(held.get(word))
        .filter(entry -> clock.instant().isBefore(entry.until()));
  }

  static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

package dev.gatehouse.control.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which sessions to list; what is empty does not limit.
 *
 * @param person part of a person's name, or their whole subject; letters of any case
 * @param source the data source's name
 * @param from opened at or after
 * @param to opened before
 * @param effect holds a statement with that effect
 * @param flagged whether a flag stands on it
 * @param words whose statements hold all of these words, as {@link WordHashes} has them
 * @param most how many at most
 */
record SessionQuery(
    Optional<String> person,
    Optional<String> source,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> effect,
    Optional<Boolean> flagged,
    List<Long> words,
    int most) {
  static final int MOST = 1_000;

  SessionQuery {
    words = List.copyOf(words);
  }

  /** All, the newest first. */
  static SessionQuery all() {
    return new SessionQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        MOST);
  }
}

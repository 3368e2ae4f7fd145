package dev.gatehouse.control.audit;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a statement's text as keyed hashes of 64 bits: whoever reads the database without
 * the service's storage key learns neither words nor which are alike in other services. Words are
 * runs of letters, digits and underscores, without regard to case.
 */
final class WordHashes {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]{1,64}");
  private static final int MOST = 5_000;

  private final Function<String, byte[]> keyed;

  /**
   * @param keyed a keyed hash of at least 8 bytes
   */
  WordHashes(Function<String, byte[]> keyed) {
    this.keyed = keyed;
  }

  /** Each word's hash once; of a very long text those of its first words. */
  List<Long> of(String text) {
    Set<String> words =
        WORD.matcher(text)
            .results()
            .map(MatchResult::group)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .limit(MOST)
            .collect(Collectors.toCollection(TreeSet::new));
    return words.stream().map(word -> ByteBuffer.wrap(keyed.apply(word)).getLong()).toList();
  }

  /** As PostgreSQL writes an array. */
  static String array(Collection<Long> hashes) {
    return hashes.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}

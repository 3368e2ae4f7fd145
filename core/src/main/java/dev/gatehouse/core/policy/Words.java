package dev.gatehouse.core.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How lists read in a sentence. */
public final class Words {
  private Words() {}

  /** Sorted, in lower case for enums, joined by commas. */
  public static String list(Collection<?> items) {
    return items.stream()
        .map(item -> item instanceof Enum<?> word ? word(word) : String.valueOf(item))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** The word a policy uses for a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

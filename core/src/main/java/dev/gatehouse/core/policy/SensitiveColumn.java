package dev.gatehouse.core.policy;

import dev.gatehouse.core.catalog.ColumnRef;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A column that a mask covers.
 *
 * @param column the column
 * @param masks the mask of each of its tags, without {@code none}; never empty
 * @param linkable whether every one of the tags says that it may be compared where a rule allows it
 * @param presenceClosed whether one of the tags says that even null tests and counts tell too much
 */
public record SensitiveColumn(
    ColumnRef column, Map<String, MaskKind> masks, boolean linkable, boolean presenceClosed) {
  public SensitiveColumn {
    Objects.requireNonNull(column);
    masks = Map.copyOf(masks);
    if (masks.isEmpty()) {
      throw new IllegalArgumentException("A sensitive column has a mask.");
    }
  }

  /** The strictest mask of the tags that a grant does not lift; {@code none} where it lifts all. */
  public MaskKind mask(Set<String> lifted) {
    return masks.entrySet().stream()
        .filter(entry -> !lifted.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(MaskKind.NONE, MaskStrictness::strictest);
  }

  /** Whether a mask remains. */
  public boolean isMasked(Set<String> lifted) {
    return mask(lifted) != MaskKind.NONE;
  }

  /** What asks for the mask, such as {@code pii.email → email}. */
  public String label(Set<String> lifted) {
    return new TreeMap<>(masks)
        .entrySet().stream()
            .filter(entry -> !lifted.contains(entry.getKey()))
            .map(entry -> entry.getKey() + " → " + entry.getValue().policyName())
            .collect(Collectors.joining(", "));
  }
}

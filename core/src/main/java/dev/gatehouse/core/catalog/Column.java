package dev.gatehouse.core.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * A column of a relation.
 *
 * @param name as the server stores it
 * @param position 1-based, as {@code attnum} without dropped columns
 * @param type the server's own name of the type, such as {@code numeric(10,2)}
 * @param nullable whether it may hold NULL
 * @param generatedFrom the expression of a generated column; empty for others
 */
public record Column(
    String name, int position, String type, boolean nullable, Optional<String> generatedFrom) {
  public Column {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(generatedFrom);
  }
}

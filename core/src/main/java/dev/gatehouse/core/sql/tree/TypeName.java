package dev.gatehouse.core.sql.tree;

import java.util.Objects;

/**
 * A type as the statement writes it.
 *
 * @param name lower case, words separated by one blank, without modifiers and brackets
 * @param spelling as it was written
 */
public record TypeName(String name, String spelling) {
  public TypeName {
    Objects.requireNonNull(name);
    Objects.requireNonNull(spelling);
  }
}

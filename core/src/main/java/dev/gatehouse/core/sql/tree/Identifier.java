package dev.gatehouse.core.sql.tree;

import java.util.Objects;

/**
 * A name as the statement writes it.
 *
 * @param name as the server stores it: case-folded where it was not quoted
 * @param spelling as it was written, quotes included
 */
public record Identifier(String name, String spelling) {
  public Identifier {
    Objects.requireNonNull(name);
    Objects.requireNonNull(spelling);
  }

  /** Whether it was written in quotes. */
  public boolean quoted() {
    return spelling.charAt(0) == '"' || spelling.charAt(0) == '`';
  }
}

package dev.gatehouse.core.sql.tree;

import java.util.Objects;

/**
 * A name as the statement writes it.
 *
 * @param name what the server looks for: case-folded where PostgreSQL folds it
 * @param spelling as it was written, quotes included
 */
public record Identifier(String name, String spelling) {
  public Identifier {
    Objects.requireNonNull(name);
    Objects.requireNonNull(spelling);
  }

  /** Whether it was written in quotes. */
  public boolean quoted() {
    char first = spelling.charAt(0);
    return first == '"' || first == '`' || first == '\'';
  }
}

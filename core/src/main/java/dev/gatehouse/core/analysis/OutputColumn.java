package dev.gatehouse.core.analysis;

import java.util.Objects;

/**
 * A column of a statement's result, by position.
 *
 * @param name the name the server will give it, as far as the analysis can tell
 * @param lineage where its values come from
 */
public record OutputColumn(String name, Lineage lineage) {
  public OutputColumn {
    Objects.requireNonNull(name);
    Objects.requireNonNull(lineage);
  }
}

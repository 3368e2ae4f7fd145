package dev.gatehouse.core.result;

import dev.gatehouse.core.catalog.ColumnRef;
import java.util.Objects;
import java.util.Optional;

/**
 * A column as the server describes it, before the first row.
 *
 * @param name the label
 * @param typeName the server's name of the type
 * @param type how its values are held
 * @param origin the column of a relation, or of a derived table, that the server says it is; empty
 *     where it is computed, or the server does not tell
 */
public record ResultColumn(
    String name, String typeName, CellType type, Optional<ColumnRef> origin) {
  public ResultColumn {
    Objects.requireNonNull(name);
    Objects.requireNonNull(typeName);
    Objects.requireNonNull(type);
    Objects.requireNonNull(origin);
  }

  /** A column that the server says nothing more of. */
  public ResultColumn(String name, String typeName, CellType type) {
    this(name, typeName, type, Optional.empty());
  }
}

package dev.gatehouse.core.result;

import java.util.Objects;

/**
 * A column as the server describes it, before the first row.
 *
 * @param name the label
 * @param typeName the server's name of the type
 * @param type how its values are held
 */
public record ResultColumn(String name, String typeName, CellType type) {
  public ResultColumn {
    Objects.requireNonNull(name);
    Objects.requireNonNull(typeName);
    Objects.requireNonNull(type);
  }
}

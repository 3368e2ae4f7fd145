package dev.gatehouse.core.sql;

import java.util.Locale;

/** Names of parser classes as a reader would say them. */
final class Readable {
  private Readable() {}

  /** {@code JsonTableFunction} becomes {@code json table function}. */
  static String name(Class<?> type) {
    return type.getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .replaceAll("(?i) (expression|statement|impl)$", "")
        .toLowerCase(Locale.ROOT);
  }
}

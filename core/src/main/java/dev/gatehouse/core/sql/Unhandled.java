package dev.gatehouse.core.sql;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Refuses parts of a parsed node that our tree does not hold. */
final class Unhandled {
  private Unhandled() {}

  /** Refuses where the parser set something. */
  static void ifSet(String construct, @Nullable Object value) {
    boolean set =
        switch (value) {
          case null -> false;
          case Boolean flag -> flag;
          case Collection<?> items -> !items.isEmpty();
          case Number number -> number.longValue() != 0;
          default -> true;
        };
    if (set) {
      throw SyntaxRefusedException.unsupported(construct);
    }
  }
}

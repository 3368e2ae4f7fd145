package dev.gatehouse.core.masking;

import dev.gatehouse.core.result.CellType;
import org.jspecify.annotations.Nullable;

/** The year of a date or timestamp in ISO form, as PostgreSQL and MariaDB write it. */
final class DateMasks {
  private static final String BEFORE_CHRIST = " BC";

  private DateMasks() {}

  /** January 1 of the year, at midnight; null for what has no year, such as {@code infinity}. */
  static @Nullable String year(String value, CellType type) {
    int digits = 0;
    while (digits < value.length() && isDigit(value.charAt(digits))) {
      digits++;
    }
    boolean date =
        digits >= 4
            && value.length() >= digits + 6
            && value.charAt(digits) == '-'
            && isDigit(value.charAt(digits + 1))
            && isDigit(value.charAt(digits + 2))
            && value.charAt(digits + 3) == '-'
            && isDigit(value.charAt(digits + 4))
            && isDigit(value.charAt(digits + 5));
    if (!date) {
      return null;
    }
    String era = value.endsWith(BEFORE_CHRIST) ? BEFORE_CHRIST : "";
    return value.substring(0, digits) + "-01-01" + midnight(type) + era;
  }

  /** Midnight as it is written behind a date of that type. */
  static String midnight(CellType type) {
    return switch (type) {
      case TIMESTAMP -> " 00:00:00";
      case TIMESTAMP_TZ -> " 00:00:00+00";
      case DATE, TIME, TEXT, LONG, DOUBLE, DECIMAL, BOOLEAN, JSON, BINARY, OTHER -> "";
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

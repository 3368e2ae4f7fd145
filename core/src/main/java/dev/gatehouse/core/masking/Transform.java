package dev.gatehouse.core.masking;

import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ResultColumn;
import java.util.Locale;
import java.util.Set;

/**
 * What happens to the cells of a column. A cell that is NULL stays NULL under every one of them but
 * the two that hide NULL as well.
 */
enum Transform {
  PASS,
  ALL_NULL,
  DEFAULT,
  /** {@value MaskPlan#REDACTED} */
  REDACTED_TEXT,
  /** The same as a JSON string. */
  REDACTED_JSON,
  /** {@value MaskPlan#REDACTED} also for NULL. */
  HIDDEN_TEXT,
  /** The same as a JSON string. */
  HIDDEN_JSON,
  LAST_4,
  FIRST_4,
  EMAIL,
  YEAR,
  ROUND,
  HASH;

  /** Types held as the server's own text whose values are plain text to people. */
  private static final Set<String> TEXT_LIKE =
      Set.of("citext", "name", "bpchar", "varchar", "text");

  /**
   * The mask as it can be for a type; where it has no meaning, the one that shows nothing.
   *
   * @see MaskPlan the table
   */
  static Transform of(MaskKind mask, ResultColumn column) {
    CellType type = kindOf(column);
    return switch (mask) {
      case NONE -> PASS;
      case NULL -> ALL_NULL;
      case DEFAULT_FOR_TYPE -> hasDefault(column) ? DEFAULT : ALL_NULL;
      case REDACT -> redacted(type);
      case SHOW_LAST_4 -> type == CellType.TEXT ? LAST_4 : redacted(type);
      case SHOW_FIRST_4 -> type == CellType.TEXT ? FIRST_4 : redacted(type);
      case EMAIL -> type == CellType.TEXT ? EMAIL : redacted(type);
      case YEAR_ONLY -> hasYear(type) ? YEAR : redacted(type);
      case ROUND -> isNumber(type) ? ROUND : redacted(type);
      case HASH -> hasHash(column) ? HASH : redacted(type);
    };
  }

  /** What shows neither a value nor whether there is one. */
  static Transform hidden(ResultColumn column) {
    return switch (redacted(kindOf(column))) {
      case REDACTED_TEXT -> HIDDEN_TEXT;
      case REDACTED_JSON -> HIDDEN_JSON;
      case PASS,
          ALL_NULL,
          DEFAULT,
          HIDDEN_TEXT,
          HIDDEN_JSON,
          LAST_4,
          FIRST_4,
          EMAIL,
          YEAR,
          ROUND,
          HASH ->
          ALL_NULL;
    };
  }

  static boolean isUuid(ResultColumn column) {
    return column.type() == CellType.OTHER && typeName(column).equals("uuid");
  }

  /** TEXT also for what is only text under another name. */
  static CellType kindOf(ResultColumn column) {
    return column.type() == CellType.OTHER && TEXT_LIKE.contains(typeName(column))
        ? CellType.TEXT
        : column.type();
  }

  private static String typeName(ResultColumn column) {
    return column.typeName().toLowerCase(Locale.ROOT);
  }

  private static Transform redacted(CellType type) {
    return switch (type) {
      case TEXT -> REDACTED_TEXT;
      case JSON -> REDACTED_JSON;
      case LONG, DOUBLE, DECIMAL, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, BINARY, OTHER ->
          ALL_NULL;
    };
  }

  private static boolean hasYear(CellType type) {
    return switch (type) {
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
      case TEXT, LONG, DOUBLE, DECIMAL, BOOLEAN, TIME, JSON, BINARY, OTHER -> false;
    };
  }

  private static boolean isNumber(CellType type) {
    return switch (type) {
      case LONG, DOUBLE, DECIMAL -> true;
      case TEXT, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, JSON, BINARY, OTHER -> false;
    };
  }

  private static boolean hasHash(ResultColumn column) {
    return switch (kindOf(column)) {
      case TEXT, LONG, DOUBLE, DECIMAL, JSON, BINARY -> true;
      case OTHER -> isUuid(column);
      case BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> false;
    };
  }

  private static boolean hasDefault(ResultColumn column) {
    return kindOf(column) != CellType.OTHER || isUuid(column);
  }
}

package dev.gatehouse.core.masking;

import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies transforms to whole vectors. For one thread. */
final class VectorMasker {
  private static final byte[] NO_BYTES = {};

  private final KeyedHash hash;

  VectorMasker(KeyedHash hash) {
    this.hash = hash;
  }

  /** A new vector of the same kind and size, unless the transform is to pass. */
  ColumnVector mask(ColumnVector vector, Transform transform, ResultColumn column) {
    if (transform == Transform.PASS) {
      return vector;
    }
    return switch (vector) {
      case ColumnVector.Texts texts when isHeldAsText(column.type()) ->
          texts(texts, transform, column);
      case ColumnVector.Longs longs when column.type() == CellType.LONG -> longs(longs, transform);
      case ColumnVector.Doubles doubles when column.type() == CellType.DOUBLE ->
          doubles(doubles, transform);
      case ColumnVector.Decimals decimals when column.type() == CellType.DECIMAL ->
          decimals(decimals, transform);
      case ColumnVector.Booleans booleans when column.type() == CellType.BOOLEAN ->
          booleans(booleans, transform);
      case ColumnVector.Binaries binaries when column.type() == CellType.BINARY ->
          binaries(binaries, transform);
      case ColumnVector.Texts t -> throw mismatch();
      case ColumnVector.Longs l -> throw mismatch();
      case ColumnVector.Doubles d -> throw mismatch();
      case ColumnVector.Decimals d -> throw mismatch();
      case ColumnVector.Booleans b -> throw mismatch();
      case ColumnVector.Binaries b -> throw mismatch();
    };
  }

  private ColumnVector texts(ColumnVector.Texts texts, Transform transform, ResultColumn column) {
    CellType type = column.type();
    return switch (transform) {
      case ALL_NULL -> new ColumnVector.Texts(new @Nullable String[texts.size()]);
      case REDACTED_TEXT -> each(texts, value -> MaskPlan.REDACTED);
      case REDACTED_JSON -> each(texts, value -> "\"" + MaskPlan.REDACTED + "\"");
      case HIDDEN_TEXT -> all(texts.size(), MaskPlan.REDACTED);
      case HIDDEN_JSON -> all(texts.size(), "\"" + MaskPlan.REDACTED + "\"");
      case DEFAULT -> each(texts, value -> defaultText(column));
      case LAST_4 -> each(texts, TextMasks::last4);
      case FIRST_4 -> each(texts, TextMasks::first4);
      case EMAIL -> each(texts, TextMasks::email);
      case YEAR -> each(texts, value -> DateMasks.year(value, type));
      case HASH -> each(texts, hashOf(column));
      case PASS, ROUND -> throw mismatch();
    };
  }

  private TextFunction hashOf(ResultColumn column) {
    return Transform.isUuid(column)
        ? hash::uuid
        : column.type() == CellType.JSON ? value -> "\"" + hash.text(value) + "\"" : hash::text;
  }

  private ColumnVector longs(ColumnVector.Longs longs, Transform transform) {
    return switch (transform) {
      case ALL_NULL -> new ColumnVector.Longs(new long[longs.size()], allTrue(longs.size()));
      case DEFAULT -> new ColumnVector.Longs(new long[longs.size()], longs.nulls());
      case ROUND -> each(longs, NumberMasks::round);
      case HASH -> each(longs, hash::number);
      case PASS,
          REDACTED_TEXT,
          REDACTED_JSON,
          HIDDEN_TEXT,
          HIDDEN_JSON,
          LAST_4,
          FIRST_4,
          EMAIL,
          YEAR ->
          throw mismatch();
    };
  }

  private ColumnVector doubles(ColumnVector.Doubles doubles, Transform transform) {
    return switch (transform) {
      case ALL_NULL ->
          new ColumnVector.Doubles(new double[doubles.size()], allTrue(doubles.size()));
      case DEFAULT -> new ColumnVector.Doubles(new double[doubles.size()], doubles.nulls());
      case ROUND -> each(doubles, NumberMasks::round);
      case HASH -> each(doubles, hash::number);
      case PASS,
          REDACTED_TEXT,
          REDACTED_JSON,
          HIDDEN_TEXT,
          HIDDEN_JSON,
          LAST_4,
          FIRST_4,
          EMAIL,
          YEAR ->
          throw mismatch();
    };
  }

  private ColumnVector decimals(ColumnVector.Decimals decimals, Transform transform) {
    return switch (transform) {
      case ALL_NULL -> new ColumnVector.Decimals(new @Nullable BigDecimal[decimals.size()]);
      case DEFAULT -> each(decimals, value -> BigDecimal.ZERO.setScale(Math.max(value.scale(), 0)));
      case ROUND -> each(decimals, NumberMasks::round);
      case HASH -> each(decimals, value -> BigDecimal.valueOf(hash.number(value)));
      case PASS,
          REDACTED_TEXT,
          REDACTED_JSON,
          HIDDEN_TEXT,
          HIDDEN_JSON,
          LAST_4,
          FIRST_4,
          EMAIL,
          YEAR ->
          throw mismatch();
    };
  }

  private static ColumnVector booleans(ColumnVector.Booleans booleans, Transform transform) {
    int size = booleans.size();
    return switch (transform) {
      case ALL_NULL -> new ColumnVector.Booleans(new boolean[size], allTrue(size));
      case DEFAULT -> new ColumnVector.Booleans(new boolean[size], booleans.nulls());
      case PASS,
          REDACTED_TEXT,
          REDACTED_JSON,
          HIDDEN_TEXT,
          HIDDEN_JSON,
          LAST_4,
          FIRST_4,
          EMAIL,
          YEAR,
          ROUND,
          HASH ->
          throw mismatch();
    };
  }

  private ColumnVector binaries(ColumnVector.Binaries binaries, Transform transform) {
    return switch (transform) {
      case ALL_NULL -> new ColumnVector.Binaries(new byte[binaries.size()] @Nullable []);
      case DEFAULT -> each(binaries, value -> NO_BYTES);
      case HASH -> each(binaries, hash::bytes);
      case PASS,
          REDACTED_TEXT,
          REDACTED_JSON,
          HIDDEN_TEXT,
          HIDDEN_JSON,
          LAST_4,
          FIRST_4,
          EMAIL,
          YEAR,
          ROUND ->
          throw mismatch();
    };
  }

  private static @Nullable String defaultText(ResultColumn column) {
    return switch (Transform.kindOf(column)) {
      case TEXT -> "";
      case JSON -> "null";
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> "1970-01-01" + DateMasks.midnight(column.type());
      case TIME -> "00:00:00";
      case OTHER -> Transform.isUuid(column) ? "00000000-0000-0000-0000-000000000000" : null;
      case LONG, DOUBLE, DECIMAL, BOOLEAN, BINARY -> null;
    };
  }

  private static boolean isHeldAsText(CellType type) {
    return switch (type) {
      case TEXT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, JSON, OTHER -> true;
      case LONG, DOUBLE, DECIMAL, BOOLEAN, BINARY -> false;
    };
  }

  @FunctionalInterface
  private interface TextFunction {
    @Nullable String apply(String value);
  }

  private static ColumnVector each(ColumnVector.Texts texts, TextFunction function) {
    @Nullable String[] masked = new @Nullable String[texts.size()];
    for (int row = 0; row < masked.length; row++) {
      String value = texts.values()[row];
      masked[row] = value == null ? null : function.apply(value);
    }
    return new ColumnVector.Texts(masked);
  }

  private static ColumnVector each(ColumnVector.Longs longs, LongUnaryOperator function) {
    long[] masked = new long[longs.size()];
    for (int row = 0; row < masked.length; row++) {
      masked[row] = longs.nulls()[row] ? 0 : function.applyAsLong(longs.values()[row]);
    }
    return new ColumnVector.Longs(masked, longs.nulls());
  }

  /** What is not finite has no number that could stand for it. */
  private static ColumnVector each(ColumnVector.Doubles doubles, DoubleUnaryOperator function) {
    double[] masked = new double[doubles.size()];
    boolean[] nulls = doubles.nulls().clone();
    for (int row = 0; row < masked.length; row++) {
      nulls[row] |= !Double.isFinite(doubles.values()[row]);
      masked[row] = nulls[row] ? 0 : function.applyAsDouble(doubles.values()[row]);
    }
    return new ColumnVector.Doubles(masked, nulls);
  }

  private static ColumnVector each(
      ColumnVector.Decimals decimals, UnaryOperator<BigDecimal> function) {
    @Nullable BigDecimal[] masked = new @Nullable BigDecimal[decimals.size()];
    for (int row = 0; row < masked.length; row++) {
      BigDecimal value = decimals.values()[row];
      masked[row] = value == null ? null : function.apply(value);
    }
    return new ColumnVector.Decimals(masked);
  }

  private static ColumnVector each(ColumnVector.Binaries binaries, UnaryOperator<byte[]> function) {
    byte[] @Nullable [] masked = new byte[binaries.size()] @Nullable [];
    for (int row = 0; row < masked.length; row++) {
      byte[] value = binaries.values()[row];
      masked[row] = value == null ? null : function.apply(value);
    }
    return new ColumnVector.Binaries(masked);
  }

  private static ColumnVector all(int size, String text) {
    @Nullable String[] same = new @Nullable String[size];
    Arrays.fill(same, text);
    return new ColumnVector.Texts(same);
  }

  private static boolean[] allTrue(int size) {
    boolean[] all = new boolean[size];
    Arrays.fill(all, true);
    return all;
  }

  private static MaskMismatchException mismatch() {
    return new MaskMismatchException(
        "The server sent values of another type than it described, so nothing is shown; run it"
            + " again.");
  }
}

package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MaskPlanTest {
  private final MaskKey key = MaskKey.random(new SecureRandom());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOW_LAST_4  | 123-45-6789           | ***6789",
        "SHOW_LAST_4  | 4111 1111 1111 1234   | ***1234",
        "SHOW_LAST_4  | 12345678              | ***",
        "SHOW_LAST_4  | ----------1234        | ***",
        "SHOW_LAST_4  | '     1234'           | ***",
        "SHOW_LAST_4  | '123456789     '      | ***6789",
        "SHOW_LAST_4  | abcdefgh😀😀😀😀      | ***😀😀😀😀",
        "SHOW_LAST_4  | ''                    | ***",
        "SHOW_FIRST_4 | 123-45-6789           | 123-***",
        "SHOW_FIRST_4 | Kowalski              | ***",
        "SHOW_FIRST_4 | '    Kowalska-Nowak'  | Kowa***",
        "SHOW_FIRST_4 | abcd                  | ***",
        "SHOW_FIRST_4 | 'abcd            '    | ***",
        "EMAIL        | jane.doe@example.com  | j***@example.com",
        "EMAIL        | jd@example.com        | ***@example.com",
        "EMAIL        | j@example.com         | ***@example.com",
        "EMAIL        | a@b.org, c@d.org      | ***",
        "EMAIL        | secret@               | ***",
        "EMAIL        | @secret.com           | ***",
        "EMAIL        | secret@localhost      | ***",
        "EMAIL        | x@@example.com        | ***",
        "EMAIL        | Jane <jane@example.com> | ***",
        "EMAIL        | 123-45-6789           | ***",
        "YEAR_ONLY    | 1990-05-17            | ***",
        "ROUND        | 53700                 | ***",
        "REDACT       | anything              | ***",
        "DEFAULT_FOR_TYPE | anything          | ''",
        "NULL         | anything              |",
      })
  void textIsMasked(MaskKind mask, String value, @Nullable String shown) {
    assertThat(text(mask, CellType.TEXT, "text", value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "YEAR_ONLY | DATE         | 1990-05-17                    | 1990-01-01",
        "YEAR_ONLY | DATE         | 12026-05-17                   | 12026-01-01",
        "YEAR_ONLY | DATE         | 0044-03-15 BC                 | 0044-01-01 BC",
        "YEAR_ONLY | DATE         | infinity                      |",
        "YEAR_ONLY | TIMESTAMP    | 1990-05-17 08:09:10.123       | 1990-01-01 00:00:00",
        "YEAR_ONLY | TIMESTAMP    | -infinity                     |",
        "YEAR_ONLY | TIMESTAMP_TZ | 1990-05-17 08:09:10.123+05:30 | 1990-01-01 00:00:00+00",
        "YEAR_ONLY | TIME         | 08:09:10                      |",
        "REDACT    | DATE         | 1990-05-17                    |",
        "HASH      | DATE         | 1990-05-17                    |",
        "ROUND     | TIMESTAMP    | 1990-05-17 08:09:10           |",
        "DEFAULT_FOR_TYPE | DATE  | 1990-05-17                    | 1970-01-01",
        "DEFAULT_FOR_TYPE | TIMESTAMP_TZ | 1990-05-17 08:09:10+02 | 1970-01-01 00:00:00+00",
        "DEFAULT_FOR_TYPE | TIME  | 08:09:10                      | 00:00:00",
        "REDACT    | JSON         | {\"ssn\": 1}                  | \"***\"",
        "SHOW_LAST_4 | JSON       | {\"ssn\": 123456789012}       | \"***\"",
        "DEFAULT_FOR_TYPE | JSON  | {\"ssn\": 1}                  | null",
        "REDACT    | OTHER        | {1,2,3}                       |",
        "SHOW_FIRST_4 | OTHER     | {123456789,987654321}         |",
        "HASH      | OTHER        | {1,2,3}                       |",
        "DEFAULT_FOR_TYPE | OTHER | {1,2,3}                       |",
      })
  void whatIsHeldAsTextKeepsItsForm(
      MaskKind mask, CellType type, String value, @Nullable String shown) {
    assertThat(text(mask, type, "its type", value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4, 0",
    "5, 10",
    "7, 10",
    "14, 10",
    "15, 20",
    "53700, 50000",
    "95000, 100000",
    "-53700, -50000",
    "99, 100",
    "9223372036854775807, 9000000000000000000",
    "-9223372036854775808, -9000000000000000000",
  })
  void wholeNumbersAreRoundedToOneDigit(long value, long shown) {
    ColumnVector vector = new ColumnVector.Longs(new long[] {value}, new boolean[1]);

    assertThat(masked(MaskKind.ROUND, CellType.LONG, "int8", vector))
        .isInstanceOfSatisfying(
            ColumnVector.Longs.class, longs -> assertThat(longs.values()).containsExactly(shown));
  }

  @ParameterizedTest
  @CsvSource({
    "53700.50, 50000.00",
    "0.04, 0.00",
    "7.5, 10.0",
    "-1234, -1000",
    "99.99, 100.00",
    "1E+7, 10000000",
    "12345678901234567890.1, 10000000000000000000.0",
  })
  void decimalsAreRoundedAndKeepTheirScale(BigDecimal value, BigDecimal shown) {
    ColumnVector vector = new ColumnVector.Decimals(new BigDecimal[] {value});

    assertThat(masked(MaskKind.ROUND, CellType.DECIMAL, "numeric", vector).text(0))
        .isEqualTo(shown.toPlainString());
  }

  @ParameterizedTest
  @CsvSource({"53700.5, 50000.0", "0.04, 0.0", "-7.5, -10.0", "1.7e308, Infinity"})
  void doublesAreRounded(double value, double shown) {
    double expected = Double.isInfinite(shown) ? Double.MAX_VALUE : shown;
    ColumnVector vector = new ColumnVector.Doubles(new double[] {value}, new boolean[1]);

    assertThat(masked(MaskKind.ROUND, CellType.DOUBLE, "float8", vector))
        .isInstanceOfSatisfying(
            ColumnVector.Doubles.class,
            doubles -> assertThat(doubles.values()[0]).isEqualTo(expected));
  }

  @Test
  void whatIsNotFiniteBecomesNull() {
    double[] values = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    ColumnVector vector = new ColumnVector.Doubles(values, new boolean[3]);

    ColumnVector shown = masked(MaskKind.ROUND, CellType.DOUBLE, "float8", vector);

    assertThat(List.of(0, 1, 2)).allSatisfy(row -> assertThat(shown.text(row)).isNull());
  }

  @ParameterizedTest
  @EnumSource(
      value = MaskKind.class,
      names = {"REDACT", "SHOW_LAST_4", "SHOW_FIRST_4", "EMAIL", "YEAR_ONLY", "NULL"})
  void aNumberNeverBecomesText(MaskKind mask) {
    for (ColumnVector vector : numbers()) {
      CellType type = typeOf(vector);
      ColumnVector shown = masked(mask, type, "number", vector);

      assertThat(shown).hasSameClassAs(vector);
      assertThat(shown.text(0)).isNull();
    }
  }

  @Test
  void booleansAndBytesShowNothing() {
    ColumnVector flag = new ColumnVector.Booleans(new boolean[] {true}, new boolean[1]);
    ColumnVector bytes = new ColumnVector.Binaries(new byte[][] {{1, 2, 3}});

    assertThat(masked(MaskKind.REDACT, CellType.BOOLEAN, "bool", flag).text(0)).isNull();
    assertThat(masked(MaskKind.HASH, CellType.BOOLEAN, "bool", flag).text(0)).isNull();
    assertThat(masked(MaskKind.DEFAULT_FOR_TYPE, CellType.BOOLEAN, "bool", flag).text(0))
        .isEqualTo("false");
    assertThat(masked(MaskKind.REDACT, CellType.BINARY, "bytea", bytes).text(0)).isNull();
    assertThat(masked(MaskKind.DEFAULT_FOR_TYPE, CellType.BINARY, "bytea", bytes).text(0))
        .isEqualTo("\\x");
    assertThat(masked(MaskKind.HASH, CellType.BINARY, "bytea", bytes).text(0)).hasSize(34);
  }

  @Test
  void equalValuesHaveEqualHashesWithinAGrantOnly() {
    MaskKey other = MaskKey.random(new SecureRandom());
    String mine = text(MaskKind.HASH, CellType.TEXT, "text", "123-45-6789");

    assertThat(mine).matches("h:[0-9a-f]{16}").doesNotContain("6789");
    assertThat(text(MaskKind.HASH, CellType.TEXT, "text", "123-45-6789")).isEqualTo(mine);
    assertThat(text(MaskKind.HASH, CellType.TEXT, "text", "123-45-6780")).isNotEqualTo(mine);
    assertThat(new KeyedHash(other).text("123-45-6789")).isNotEqualTo(mine);
  }

  @Test
  void theKeyOfAGrantIsTheSameForEachOfItsSessions() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    KeyedHash first = new KeyedHash(MaskKey.derive(secret, "g-1"));

    assertThat(new KeyedHash(MaskKey.derive(secret, "g-1")).text("a")).isEqualTo(first.text("a"));
    assertThat(new KeyedHash(MaskKey.derive(secret, "g-2")).text("a"))
        .isNotEqualTo(first.text("a"));
    assertThat(MaskKey.derive(secret, "g-1")).hasToString("MaskKey[secret]");
  }

  @Test
  void theSameNumberHasTheSameHashWhateverItsScale() {
    KeyedHash hash = new KeyedHash(key);

    assertThat(hash.number(new BigDecimal("4200.00")))
        .isEqualTo(hash.number(new BigDecimal("4.2E+3")))
        .isBetween(0L, (1L << 53) - 1);
    assertThat(hash.number(42L))
        .isEqualTo(hash.number(42.0))
        .isEqualTo(hash.number(new BigDecimal("42.0")));
    assertThat(hash.number(42L)).isNotEqualTo(hash.number(43L));
  }

  @Test
  void jsonAndUuidsKeepTheirFormUnderAHash() {
    String uuid = "6f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f";

    assertThat(text(MaskKind.HASH, CellType.JSON, "jsonb", "{\"a\": 1}"))
        .matches("\"h:[0-9a-f]{16}\"");
    assertThat(text(MaskKind.HASH, CellType.OTHER, "uuid", uuid))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        .isNotEqualTo(uuid);
    assertThat(text(MaskKind.REDACT, CellType.OTHER, "citext", "Jane")).isEqualTo("***");
  }

  @ParameterizedTest
  @EnumSource(MaskKind.class)
  void nullStaysNullUnderEveryMask(MaskKind mask) {
    boolean[] nulls = {true};
    for (CellType type : List.of(CellType.TEXT, CellType.DATE, CellType.JSON, CellType.OTHER)) {
      assertThat(text(mask, type, "uuid", null)).isNull();
    }
    List<ColumnVector> vectors =
        List.of(
            new ColumnVector.Longs(new long[] {7}, nulls),
            new ColumnVector.Doubles(new double[] {7}, nulls),
            new ColumnVector.Decimals(new @Nullable BigDecimal[1]),
            new ColumnVector.Booleans(new boolean[] {true}, nulls),
            new ColumnVector.Binaries(new byte[1] @Nullable []));
    for (ColumnVector vector : vectors) {
      assertThat(masked(mask, typeOf(vector), "its type", vector).text(0)).isNull();
    }
  }

  @Test
  void columnsWithoutAMaskPassByReference() {
    ColumnVector open = new ColumnVector.Texts(new String[] {"a"});
    ColumnVector closed = new ColumnVector.Texts(new String[] {"b"});
    MaskPlan plan =
        MaskPlan.of(
            List.of(mask(0, MaskKind.NONE), mask(1, MaskKind.REDACT)),
            List.of(column(CellType.TEXT, "text"), column(CellType.TEXT, "text")),
            key);

    RowBatch shown = plan.apply(new RowBatch(1, List.of(open, closed)));

    assertThat(shown.columns().get(0)).isSameAs(open);
    assertThat(shown.columns().get(1).text(0)).isEqualTo("***");
    assertThat(closed.text(0)).isEqualTo("b");
    assertThat(plan.isMasked(0)).isFalse();
    assertThat(plan.isMasked(1)).isTrue();
  }

  @Test
  void masksThatDoNotFitTheResultShowNothing() {
    ResultColumn text = column(CellType.TEXT, "text");

    assertThatThrownBy(() -> MaskPlan.of(List.of(), List.of(text), key))
        .isInstanceOf(MaskMismatchException.class)
        .hasMessageContaining("1 columns");
    assertThatThrownBy(() -> MaskPlan.of(List.of(mask(0, MaskKind.NONE)), List.of(), key))
        .isInstanceOf(MaskMismatchException.class);
    assertThatThrownBy(() -> MaskPlan.of(List.of(mask(1, MaskKind.NONE)), List.of(text), key))
        .isInstanceOf(MaskMismatchException.class);
    assertThatThrownBy(
            () ->
                MaskPlan.of(
                    List.of(mask(0, MaskKind.NONE), mask(0, MaskKind.REDACT)),
                    List.of(text, text),
                    key))
        .isInstanceOf(MaskMismatchException.class);
  }

  @Test
  void aBatchOfOtherColumnsOrTypesShowsNothing() {
    MaskPlan plan =
        MaskPlan.of(List.of(mask(0, MaskKind.REDACT)), List.of(column(CellType.LONG, "int4")), key);
    ColumnVector text = new ColumnVector.Texts(new String[] {"4711"});

    assertThatThrownBy(() -> plan.apply(new RowBatch(1, List.of(text))))
        .isInstanceOf(MaskMismatchException.class)
        .hasMessageNotContaining("4711");
    assertThatThrownBy(() -> plan.apply(new RowBatch(1, List.of(text, text))))
        .isInstanceOf(MaskMismatchException.class);
    assertThatThrownBy(() -> MaskKey.of(new byte[16])).isInstanceOf(IllegalArgumentException.class);
  }

  private @Nullable String text(
      MaskKind mask, CellType type, String typeName, @Nullable String value) {
    return masked(mask, type, typeName, new ColumnVector.Texts(new @Nullable String[] {value}))
        .text(0);
  }

  private ColumnVector masked(MaskKind mask, CellType type, String typeName, ColumnVector vector) {
    return MaskPlan.of(List.of(mask(0, mask)), List.of(column(type, typeName)), key)
        .apply(new RowBatch(vector.size(), List.of(vector)))
        .columns()
        .getFirst();
  }

  private static List<ColumnVector> numbers() {
    return List.of(
        new ColumnVector.Longs(new long[] {123_456_789}, new boolean[1]),
        new ColumnVector.Doubles(new double[] {123_456_789}, new boolean[1]),
        new ColumnVector.Decimals(new BigDecimal[] {new BigDecimal("123456789.01")}));
  }

  private static CellType typeOf(ColumnVector vector) {
    return switch (vector) {
      case ColumnVector.Texts texts -> CellType.TEXT;
      case ColumnVector.Longs longs -> CellType.LONG;
      case ColumnVector.Doubles doubles -> CellType.DOUBLE;
      case ColumnVector.Decimals decimals -> CellType.DECIMAL;
      case ColumnVector.Booleans booleans -> CellType.BOOLEAN;
      case ColumnVector.Binaries binaries -> CellType.BINARY;
    };
  }

  private static ColumnMask mask(int position, MaskKind mask) {
    return new ColumnMask(position, "c", mask, mask == MaskKind.NONE ? "" : "tag → mask");
  }

  private static ResultColumn column(CellType type, String typeName) {
    return new ResultColumn("c", typeName, type);
  }

  @Test
  void whereNullIsHiddenEveryCellShowsTheSame() {
    RowBatch shown =
        MaskPlan.of(
                List.of(
                    new ColumnMask(0, "t", MaskKind.REDACT, "r", true),
                    new ColumnMask(1, "j", MaskKind.REDACT, "r", true),
                    new ColumnMask(2, "n", MaskKind.HASH, "r", true)),
                List.of(
                    new ResultColumn("t", "text", CellType.TEXT),
                    new ResultColumn("j", "jsonb", CellType.JSON),
                    new ResultColumn("n", "int8", CellType.LONG)),
                key)
            .apply(
                new RowBatch(
                    2,
                    List.of(
                        new ColumnVector.Texts(new @Nullable String[] {null, "x"}),
                        new ColumnVector.Texts(new @Nullable String[] {"{}", null}),
                        new ColumnVector.Longs(new long[] {1, 0}, new boolean[] {false, true}))));

    for (int row = 0; row < 2; row++) {
      assertThat(shown.columns().get(0).text(row)).isEqualTo("***");
      assertThat(shown.columns().get(1).text(row)).isEqualTo("\"***\"");
      assertThat(shown.columns().get(2).text(row)).isNull();
    }
  }
}

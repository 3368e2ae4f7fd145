package dev.gatehouse.core.masking;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A decision's masks, made for the result that the server describes. Values keep their type: a
 * masked number is a number or NULL, a date is a date or NULL, JSON is valid JSON. A mask without a
 * meaning for a type becomes {@code redact}; NULL stays NULL, except in an expression, where it
 * could be an answer: there all cells show the same.
 *
 * <table>
 * <caption>What a mask does to a type</caption>
 * <tr><th>mask</th><th>text</th><th>number</th><th>date, timestamp</th><th>JSON</th>
 *   <th>binary</th><th>uuid</th><th>boolean, time, arrays, all else</th></tr>
 * <tr><td>redact</td><td>{@code ***}</td><td>NULL</td><td>NULL</td><td>{@code "***"}</td>
 *   <td>NULL</td><td>NULL</td><td>NULL</td></tr>
 * <tr><td>show_last_4, show_first_4</td><td>four characters, where at least five letters or digits
 *   stay hidden</td><td colspan="6">as redact</td></tr>
 * <tr><td>email</td><td>{@code j***@example.com}</td><td colspan="6">as redact</td></tr>
 * <tr><td>year_only</td><td>as redact</td><td>as redact</td><td>January 1 of the year, midnight</td>
 *   <td colspan="4">as redact</td></tr>
 * <tr><td>round</td><td>as redact</td><td>one significant digit, and to tens at least</td>
 *   <td colspan="5">as redact</td></tr>
 * <tr><td>hash</td><td>{@code h:} and 16 digits</td><td>a number below 2^53</td><td>as redact</td>
 *   <td>the text's hash as a string</td><td>16 bytes</td><td>a uuid</td><td>as redact</td></tr>
 * <tr><td>default_for_type</td><td>empty</td><td>0</td><td>1970-01-01</td><td>{@code null}</td>
 *   <td>empty</td><td>all zeros</td><td>false, 00:00:00, else NULL</td></tr>
 * <tr><td>null</td><td colspan="7">NULL</td></tr>
 * </table>
 *
 * <p>Immutable, safe for use by many threads. Columns without a mask pass by reference.
 */
public final class MaskPlan {
  /** What stands for a hidden text. */
  public static final String REDACTED = "***";

  private final List<ResultColumn> columns;
  private final Transform[] transforms;
  private final MaskKey key;
  private final @Nullable ContentGuard[] guards;

  private MaskPlan(
      List<ResultColumn> columns,
      Transform[] transforms,
      MaskKey key,
      @Nullable ContentGuard[] guards) {
    this.columns = columns;
    this.transforms = transforms;
    this.key = key;
    this.guards = guards;
  }

  /**
   * The plan for a result.
   *
   * @param masks exactly one for each column of the result
   * @param columns as the server describes them
   * @throws MaskMismatchException where the two disagree: nothing may be shown then
   */
  public static MaskPlan of(List<ColumnMask> masks, List<ResultColumn> columns, MaskKey key) {
    Objects.requireNonNull(key);
    if (masks.size() != columns.size()) {
      throw new MaskMismatchException(
          "The server describes %d columns where the analysis found %d, so nothing is shown; name the columns instead of *, and report the statement if that does not help."
              .formatted(columns.size(), masks.size()));
    }
    @Nullable Transform[] transforms = new Transform[columns.size()];
    for (ColumnMask mask : masks) {
      int position = mask.position();
      if (position < 0 || position >= transforms.length || transforms[position] != null) {
        throw new MaskMismatchException(
            "The masks of this result do not name each column once, so nothing is shown; report the"
                + " statement.");
      }
      ResultColumn column = columns.get(position);
      transforms[position] =
          mask.hidesNull() ? Transform.hidden(column) : Transform.of(mask.mask(), column);
    }
    return new MaskPlan(
        List.copyOf(columns),
        complete(transforms),
        key,
        new @Nullable ContentGuard[columns.size()]);
  }

  /**
   * The same plan, with a guard over the text and JSON of those unmasked columns that the predicate
   * names by position: columns that nobody tagged, not those whose tag a grant lifts.
   */
  public MaskPlan guardedBy(ContentGuard guard, IntPredicate positions) {
    @Nullable ContentGuard[] guarded = guards.clone();
    for (int position = 0; position < guarded.length; position++) {
      if (positions.test(position) && ContentGuard.reads(columns.get(position))) {
        guarded[position] = guard;
      }
    }
    return new MaskPlan(columns, transforms, key, guarded);
  }

  /** Whether the column's values come out changed. */
  public boolean isMasked(int position) {
    return transforms[position] != Transform.PASS;
  }

  /**
   * The rows as they may be shown.
   *
   * @throws MaskMismatchException where the batch is not of the described columns
   */
  public RowBatch apply(RowBatch batch) {
    List<ColumnVector> vectors = batch.columns();
    if (vectors.size() != transforms.length) {
      throw new MaskMismatchException(
          "The server sent other columns than it described, so nothing is shown; run it again.");
    }
    if (passes()) {
      return batch;
    }
    VectorMasker masker = new VectorMasker(new KeyedHash(key));
    List<ColumnVector> masked = new ArrayList<>(vectors.size());
    for (int position = 0; position < transforms.length; position++) {
      ColumnVector vector = vectors.get(position);
      ContentGuard guard = transforms[position] == Transform.PASS ? guards[position] : null;
      ResultColumn column = columns.get(position);
      masked.add(
          guard == null
              ? masker.mask(vector, transforms[position], column)
              : guard.apply(vector, position, column.type()));
    }
    return new RowBatch(batch.size(), masked);
  }

  private boolean passes() {
    return Arrays.stream(transforms).allMatch(transform -> transform == Transform.PASS)
        && Arrays.stream(guards).allMatch(Objects::isNull);
  }

  private static Transform[] complete(@Nullable Transform[] transforms) {
    Transform[] complete = new Transform[transforms.length];
    for (int position = 0; position < complete.length; position++) {
      complete[position] = Objects.requireNonNull(transforms[position]);
    }
    return complete;
  }
}

package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.masking.ContentGuard;
import dev.gatehouse.core.masking.Detectors;
import dev.gatehouse.core.masking.MaskPlan;
import dev.gatehouse.core.policy.ContentCheck;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A mask plan, and the guard over columns that nobody tagged. Rows go through one thread at a time;
 * findings may be asked for from any.
 */
final class GuardedPlan {
  /** Rows that are looked at where the policy only wants to know. */
  static final int FLAGGED_ROWS = 1_000;

  private final MaskPlan plain;
  private final MaskPlan guarded;
  private final ContentCheck check;
  private final List<ResultColumn> columns;
  private final Map<Integer, Map<String, Long>> found = new ConcurrentSkipListMap<>();

  /**
   * @param untagged positions of columns whose values come from catalog columns that no tag names
   */
  GuardedPlan(
      MaskPlan plan, ContentCheck check, Set<Integer> untagged, List<ResultColumn> columns) {
    this.plain = plan;
    this.check = check;
    this.columns = List.copyOf(columns);
    this.guarded =
        switch (check) {
          case OFF -> plan;
          case FLAG -> plan.guardedBy(guard(ContentGuard.Mode.FLAG), untagged::contains);
          case MASK -> plan.guardedBy(guard(ContentGuard.Mode.MASK), untagged::contains);
        };
  }

  private ContentGuard guard(ContentGuard.Mode mode) {
    return ContentGuard.of(mode, Detectors.all(), this::found);
  }

  private void found(int position, String tag, int cells) {
    found.compute(
        position,
        (_, before) -> {
          Map<String, Long> counts = before == null ? new TreeMap<>() : new TreeMap<>(before);
          counts.merge(tag, (long) cells, Long::sum);
          return counts;
        });
  }

  /**
   * The rows as they may be shown.
   *
   * @param shown rows that were shown before
   */
  RowBatch apply(RowBatch batch, long shown) {
    boolean looks =
        switch (check) {
          case OFF -> false;
          case FLAG -> shown < FLAGGED_ROWS;
          case MASK -> true;
        };
    return (looks ? guarded : plain).apply(batch);
  }

  List<ContentFinding> findings() {
    List<ContentFinding> findings = new ArrayList<>();
    found.forEach(
        (position, counts) ->
            counts.forEach(
                (tag, cells) ->
                    findings.add(
                        new ContentFinding(
                            position,
                            columns.get(position).name(),
                            tag,
                            cells,
                            check == ContentCheck.MASK))));
    return findings;
  }
}

package dev.gatehouse.core.decision;

import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.Limits;
import java.util.List;

/**
 * The strictest of the grant's and all matching rules' limits.
 *
 * @param rows most rows shown, or 0 for none
 * @param export what may leave as a file
 */
record EffectiveLimits(long rows, ExportFormat export) {
  static EffectiveLimits of(Grant grant, List<RuleMatch> allowing) {
    long rows = grant.rowCap() > 0 ? grant.rowCap() : Long.MAX_VALUE;
    ExportFormat export = grant.export();
    for (RuleMatch match : allowing) {
      Limits limits = match.rule().limits();
      rows = Math.min(rows, limits.rows().orElse(Long.MAX_VALUE));
      ExportFormat allowed = limits.export().orElse(ExportFormat.ANY);
      export = allowed.compareTo(export) < 0 ? allowed : export;
    }
    return new EffectiveLimits(rows == Long.MAX_VALUE ? 0 : rows, export);
  }
}

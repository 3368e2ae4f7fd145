package dev.gatehouse.core.decision;

import dev.gatehouse.core.policy.ExportFormat;
import java.util.List;
import java.util.Objects;

/**
 * How an allowed statement must run.
 *
 * @param role the database role
 * @param masks one per output column, by position
 * @param rowLimit most rows shown, or 0 for none
 * @param export what may leave as a file
 * @param redactErrors whether the server's messages come back as SQLSTATE and a generic text
 */
public record Obligations(
    FloorRole role,
    List<ColumnMask> masks,
    long rowLimit,
    ExportFormat export,
    boolean redactErrors) {
  public Obligations {
    Objects.requireNonNull(role);
    masks = List.copyOf(masks);
    Objects.requireNonNull(export);
  }
}

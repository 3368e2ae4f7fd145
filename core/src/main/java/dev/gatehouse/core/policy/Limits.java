package dev.gatehouse.core.policy;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a rule allows at most; an empty limit says nothing.
 *
 * @param rows most rows shown
 * @param export what may leave as a file
 */
public record Limits(OptionalLong rows, Optional<ExportFormat> export) {
  /** No limit of the rule's own. */
  public static final Limits NONE = new Limits(OptionalLong.empty(), Optional.empty());

  public Limits {
    Objects.requireNonNull(rows);
    Objects.requireNonNull(export);
  }
}

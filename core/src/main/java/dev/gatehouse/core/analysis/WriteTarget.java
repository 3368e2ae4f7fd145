package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.RelationName;
import java.util.Objects;
import java.util.Optional;

/**
 * What a statement writes, and how to measure it first.
 *
 * @param relation the relation written
 * @param kind what is done to it, which in a statement with several writes can differ from the
 *     statement's kind; of {@code ON CONFLICT DO UPDATE}, a second target of kind UPDATE
 * @param countQuery a SELECT that counts the rows it would touch, built from the statement's own
 *     FROM and WHERE; empty where it cannot be measured beforehand
 */
public record WriteTarget(RelationName relation, StatementKind kind, Optional<String> countQuery) {
  public WriteTarget {
    Objects.requireNonNull(relation);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(countQuery);
  }
}

package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.Decider;
import dev.gatehouse.core.execution.ResultStream;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.execution.StatementExecutor;
import dev.gatehouse.core.execution.StatementExecutor.Mode;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.RowBatch;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts the rows that a write would touch. The count is a statement of its own: analysed, and run
 * only where it reads nothing that the write itself does not touch; never longer than a few
 * seconds. Where it cannot be had, the person is asked without a number.
 */
final class Measurement {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SessionParts parts;
  private final CatalogSnapshot catalog;
  private final Decider decider;

  Measurement(SessionParts parts, CatalogSnapshot catalog, Decider decider) {
    this.parts = parts;
    this.catalog = catalog;
    this.decider = decider;
  }

  /** Rows of all targets together; empty where one of them cannot be measured. */
  OptionalLong rows(Facts write) {
    long total = 0;
    for (WriteTarget target : write.writes()) {
      Optional<String> query = target.countQuery();
      OptionalLong rows = query.isEmpty() ? OptionalLong.empty() : rows(query.get(), write);
      if (rows.isEmpty()) {
        return OptionalLong.empty();
      }
      total += rows.getAsLong();
    }
    return write.writes().isEmpty() ? OptionalLong.empty() : OptionalLong.of(total);
  }

  private OptionalLong rows(String query, Facts write) {
    return switch (parts.analyzer().analyze(query, catalog)) {
      case AnalysisResult.Refused refused -> OptionalLong.empty();
      case AnalysisResult.Understood count ->
          isCountOf(count.facts(), write) ? run(count) : OptionalLong.empty();
    };
  }

  private static boolean isCountOf(Facts count, Facts write) {
    Set<RelationName> touched = new HashSet<>(write.reads());
    write.writes().forEach(target -> touched.add(target.relation()));
    Set<ColumnRef> used = write.uses().stream().map(ColumnUse::column).collect(Collectors.toSet());
    return count.kind() == StatementKind.SELECT
        && count.writes().isEmpty()
        && count.outputs().size() == 1
        && count.outputs().getFirst().lineage().sources().isEmpty()
        && touched.containsAll(count.reads())
        && count.uses().stream().map(ColumnUse::column).allMatch(used::contains);
  }

  private OptionalLong run(AnalysisResult.Understood count) {
    StatementExecutor executor = parts.executor();
    Thread patience = Thread.ofVirtual().start(() -> cancelAfter(executor));
    try (ResultStream stream =
        executor.execute(count.statement().text(), decider.role(count.facts()), Mode.READ)) {
      Optional<RowBatch> batch = stream.next(1);
      if (batch.isPresent()
          && batch.get().columns().getFirst() instanceof ColumnVector.Longs longs
          && !longs.nulls()[0]) {
        return OptionalLong.of(longs.values()[0]);
      }
      return OptionalLong.empty();
    } catch (SqlFailureException e) {
      return OptionalLong.empty();
    } finally {
      patience.interrupt();
    }
  }

  private static void cancelAfter(StatementExecutor executor) {
    try {
      Thread.sleep(PATIENCE);
      executor.cancel();
    } catch (InterruptedException measured) {
      Thread.currentThread().interrupt();
    }
  }
}

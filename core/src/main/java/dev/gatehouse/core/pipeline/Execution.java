package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.execution.ResultStream;
import dev.gatehouse.core.execution.SqlFailure;
import dev.gatehouse.core.execution.SqlFailureException;
import dev.gatehouse.core.execution.StatementExecutor.Mode;
import dev.gatehouse.core.masking.MaskMismatchException;
import dev.gatehouse.core.masking.MaskPlan;
import dev.gatehouse.core.sql.GatedStatement;
import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last part of the line: an allowed and recorded statement to the server and back. */
final class Execution {
  private static final Logger faults = LoggerFactory.getLogger(Execution.class);

  private final SessionParts parts;
  private final SessionEnd end;
  private final Runnable schemaChanged;

  Execution(SessionParts parts, SessionEnd end, Runnable schemaChanged) {
    this.parts = parts;
    this.end = end;
    this.schemaChanged = schemaChanged;
  }

  Outcome run(
      CatalogSnapshot catalog,
      SchemaWitness witness,
      StatementLog log,
      AnalysisResult.Understood understood,
      Decision decision,
      Set<Integer> untagged,
      OptionalLong confirmedRows)
      throws AuditUnavailableException {
    Obligations obligations = SessionRecord.obligations(decision).orElseThrow();
    Mode mode = mode(understood.facts());
    GatedStatement statement = understood.statement();
    ResultStream stream;
    try {
      stream = parts.executor().execute(statement.text(), obligations.role(), mode);
    } catch (SqlFailureException e) {
      return failed(log, statement, decision, obligations, e.failure());
    } catch (RuntimeException e) {
      faults.error("A statement could not be sent.", e);
      log.failed(new SqlFailure("XX000", fault().sentence(), OptionalInt.empty(), false), 0);
      return new Outcome.Refused(log.statement(), fault());
    }
    try {
      Optional<RelationName> changed = changed(witness, understood.facts(), stream);
      if (changed.isPresent()) {
        Outcome undone = undone(log, stream, changed(changed.get()));
        schemaChanged.run();
        return undone;
      }
      Optional<Refusal> refusal =
          Descriptions.disagreement(catalog, understood.facts().outputs(), stream.columns())
              .or(() -> grown(confirmedRows, stream.updateCount()));
      if (refusal.isPresent()) {
        return undone(log, stream, refusal.get());
      }
      GuardedPlan plan =
          new GuardedPlan(
              MaskPlan.of(obligations.masks(), stream.columns(), parts.maskKey()),
              parts.policy().content(),
              untagged,
              stream.columns());
      stream.commit();
      return finished(log, decision, obligations, stream, plan);
    } catch (SqlFailureException e) {
      stream.close();
      return failed(log, statement, decision, obligations, e.failure());
    } catch (MaskMismatchException e) {
      return undone(
          log, stream, Refusal.of(RefusalCode.INTERNAL, "mask", String.valueOf(e.getMessage())));
    } catch (AuditUnavailableException e) {
      stream.close();
      throw e;
    } catch (RuntimeException e) {
      faults.error("A statement's result could not be handled.", e);
      return undone(log, stream, fault());
    }
  }

  private Outcome finished(
      StatementLog log,
      Decision decision,
      Obligations obligations,
      ResultStream stream,
      GuardedPlan plan)
      throws AuditUnavailableException {
    if (stream.columns().isEmpty()) {
      long rows = Math.max(0, stream.updateCount());
      stream.close();
      log.done(rows);
      return new Outcome.Written(log.statement(), decision, rows);
    }
    MaskedResult result = new MaskedResult(end, log, obligations, stream, plan);
    end.opened(result);
    return new Outcome.Rows(log.statement(), decision, result);
  }

  /** The server ran it, but it is neither shown nor kept. */
  private static Outcome undone(StatementLog log, ResultStream stream, Refusal refusal)
      throws AuditUnavailableException {
    stream.close();
    log.failed(new SqlFailure("XX000", refusal.sentence(), OptionalInt.empty(), false), 0);
    return new Outcome.Refused(log.statement(), refusal);
  }

  private Outcome failed(
      StatementLog log,
      GatedStatement statement,
      Decision decision,
      Obligations obligations,
      SqlFailure failure)
      throws AuditUnavailableException {
    SqlFailure shown = Redaction.of(failure, obligations.redactErrors());
    OptionalInt position =
        shown.position().isPresent()
            ? OptionalInt.of(statement.positions().toOriginal(shown.position().getAsInt()))
            : OptionalInt.empty();
    SqlFailure placed =
        new SqlFailure(shown.sqlState(), shown.message(), position, shown.connectionLost());
    log.failed(placed, 0);
    // Where the session's end broke it off, that is what the person must know.
    Optional<String> over = end.over();
    if (over.isPresent()) {
      return new Outcome.Ended(log.statement(), over.get());
    }
    end.failed(obligations, placed);
    return new Outcome.Failed(log.statement(), decision, placed);
  }

  /** A change of definitions shows no data, and what it drops is gone. */
  private static Optional<RelationName> changed(
      SchemaWitness witness, Facts facts, ResultStream stream) throws SqlFailureException {
    return facts.kind() == StatementKind.DDL ? Optional.empty() : witness.changed(facts, stream);
  }

  private static Refusal changed(RelationName relation) {
    return Refusal.of(
        RefusalCode.INTERNAL,
        "changed schema",
        "The definition of "
            + relation
            + " changed since it was read, so nothing is shown and nothing was changed; run it"
            + " again to have it examined anew.");
  }

  /** More rows than the person was told is not what they confirmed. */
  private static Optional<Refusal> grown(OptionalLong confirmed, long written) {
    if (confirmed.isEmpty() || written <= confirmed.getAsLong()) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.of(
            RefusalCode.INTERNAL,
            "number of rows",
            "It touched "
                + written
                + " rows instead of the "
                + confirmed.getAsLong()
                + " that were confirmed, so it was undone; run it again to confirm the new"
                + " number."));
  }

  private static Refusal fault() {
    return Refusal.of(
        RefusalCode.INTERNAL,
        "execution",
        "Gatehouse failed while it ran the statement, so nothing is shown; report it.");
  }

  private static Mode mode(Facts facts) {
    return facts.writes().isEmpty() && facts.kind() != StatementKind.DDL ? Mode.READ : Mode.WRITE;
  }
}

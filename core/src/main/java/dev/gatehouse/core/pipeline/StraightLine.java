package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.analysis.WriteTarget;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.decision.Decider;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.grant.StatementDigest;
import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The session: analyse, decide, record, confirm, execute, mask, record. */
final class StraightLine implements GovernedSession {
  private static final Logger log = LoggerFactory.getLogger(StraightLine.class);

  /** A schema and the policy over it, always changed together. */
  private record Schema(CatalogSnapshot catalog, Decider decider, SchemaWitness witness) {}

  private final SessionParts parts;
  private final SessionRecord record;
  private final SessionEnd end;
  private final Execution execution;
  private final AtomicLong statements = new AtomicLong();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Schema schema;

  StraightLine(SessionParts parts) {
    this.parts = parts;
    this.record = new SessionRecord(parts);
    this.end = new SessionEnd(parts, record, turn);
    this.execution = new Execution(parts, end, this::refreshSchema);
    this.schema = schema(parts.catalog());
  }

  void open() throws AuditUnavailableException {
    try {
      record.opened();
    } catch (AuditUnavailableException e) {
      end.byRecord(e);
      throw e;
    }
    end.watch();
  }

  @Override
  public Outcome run(String sql, Interaction interaction) {
    long number = statements.incrementAndGet();
    turn.lock();
    try {
      Optional<String> over = end.over();
      if (over.isPresent()) {
        return new Outcome.Ended(number, over.get());
      }
      return switch (analyze(sql)) {
        case AnalysisResult.Refused refused -> refused(number, sql, refused.refusal());
        case AnalysisResult.Understood understood -> decided(number, understood, interaction);
      };
    } catch (AuditUnavailableException e) {
      return new Outcome.Ended(number, end.byRecord(e));
    } finally {
      turn.unlock();
    }
  }

  private AnalysisResult analyze(String sql) {
    try {
      return parts.analyzer().analyze(sql, schema.catalog());
    } catch (RuntimeException e) {
      log.error("A statement could not be analysed.", e);
      return new AnalysisResult.Refused(undecided());
    }
  }

  private Outcome decided(
      long number, AnalysisResult.Understood understood, Interaction interaction)
      throws AuditUnavailableException {
    Decision decision;
    try {
      decision = decide(understood);
    } catch (RuntimeException e) {
      log.error("A statement could not be decided.", e);
      return refused(number, understood.statement().original(), undecided());
    }
    StatementLog statement = record.decided(number, understood, decision);
    return switch (decision) {
      case Decision.Deny deny -> {
        statement.notRun(deny.reason());
        yield new Outcome.Denied(number, deny);
      }
      case Decision.NeedsApproval approval -> {
        statement.notRun(approval.reason());
        yield new Outcome.NeedsApproval(number, approval);
      }
      case Decision.Confirm confirm -> confirmed(statement, understood, confirm, interaction);
      case Decision.Allow allow -> execute(statement, understood, allow, OptionalLong.empty());
      case Decision.AllowMasked masked ->
          execute(statement, understood, masked, OptionalLong.empty());
    };
  }

  private Outcome confirmed(
      StatementLog statement,
      AnalysisResult.Understood understood,
      Decision.Confirm confirm,
      Interaction interaction)
      throws AuditUnavailableException {
    Schema now = schema;
    OptionalLong rows =
        new Measurement(parts, now.catalog(), now.decider()).rows(understood.facts());
    Confirmation question =
        new Confirmation(
            confirm, understood.statement().original(), target(understood.facts()), rows);
    end.waits(statement);
    boolean yes = asked(interaction, question);
    statement.answered(confirm.reason(), rows.orElse(-1), yes);
    if (!end.goesOn(statement)) {
      return new Outcome.Ended(statement.statement(), end.over().orElseThrow());
    }
    if (!yes) {
      statement.notRun("It was not confirmed.");
      return new Outcome.NotConfirmed(statement.statement(), confirm);
    }
    return execute(statement, understood, confirm, rows);
  }

  private static boolean asked(Interaction interaction, Confirmation question) {
    try {
      return interaction.confirm(question);
    } catch (RuntimeException e) {
      log.error("A confirmation could not be asked.", e);
      return false;
    }
  }

  private Outcome execute(
      StatementLog statement,
      AnalysisResult.Understood understood,
      Decision decision,
      OptionalLong confirmedRows)
      throws AuditUnavailableException {
    Schema now = schema;
    Outcome outcome =
        execution.run(
            now.catalog(),
            now.witness(),
            statement,
            understood,
            decision,
            now.decider().untagged(understood.facts()),
            confirmedRows);
    if (understood.facts().kind() == StatementKind.DDL) {
      refreshSchema();
    }
    return outcome;
  }

  private Outcome refused(long number, String sql, Refusal refusal)
      throws AuditUnavailableException {
    record.refused(number, sql, refusal).notRun(refusal.sentence());
    return new Outcome.Refused(number, refusal);
  }

  /** A schema that cannot be read again is one that nothing can be analysed against. */
  private void refreshSchema() {
    try {
      schema = schema(parts.refreshedCatalog().get());
    } catch (RuntimeException e) {
      log.warn("The schema could not be read again.", e);
      end.end(
          new SessionLife.End(
              "schema_unknown",
              "The schema changed and could not be read again; open the session again."));
    }
  }

  private Decision decide(AnalysisResult.Understood understood) {
    String digest = StatementDigest.of(understood.statement().original());
    Decision decision =
        schema
            .decider()
            .decide(
                understood.facts(),
                parts.principal(),
                parts.grant(),
                parts.approvedStatements().get().contains(digest),
                parts.clock().instant());
    return Carriage.checked(decision, understood.facts(), parts.executor());
  }

  private Schema schema(CatalogSnapshot catalog) {
    return new Schema(catalog, new Decider(parts.policy(), catalog), new SchemaWitness(catalog));
  }

  private String target(Facts facts) {
    return facts.writes().stream()
        .map(WriteTarget::relation)
        .map(Object::toString)
        .findFirst()
        .orElse(parts.grant().source().name());
  }

  private static Refusal undecided() {
    return Refusal.of(
        RefusalCode.INTERNAL,
        "decision",
        "Gatehouse failed while it read the statement, so it does not run; report it.");
  }

  @Override
  public Preview preview(String sql) {
    return switch (analyze(sql)) {
      case AnalysisResult.Refused refused -> new Preview.Refused(refused.refusal());
      case AnalysisResult.Understood understood -> {
        try {
          yield new Preview.Decided(understood.facts(), decide(understood));
        } catch (RuntimeException e) {
          log.error("A statement could not be decided.", e);
          yield new Preview.Refused(undecided());
        }
      }
    };
  }

  @Override
  public void recordDataLeft(long statement, String how, long rows) {
    try {
      record.append(new AuditEvent.DataLeft(record.now(), statement, how, rows));
    } catch (AuditUnavailableException e) {
      end.byRecord(e);
    }
  }

  @Override
  public String id() {
    return parts.sessionId();
  }

  @Override
  public Grant grant() {
    return parts.grant();
  }

  @Override
  public CatalogSnapshot catalog() {
    return schema.catalog();
  }

  @Override
  public void cancel() {
    parts.executor().cancel();
  }

  @Override
  public void end(String reason) {
    end.end(SessionLife.because(reason));
  }

  @Override
  public boolean ended() {
    return end.over().isPresent();
  }

  @Override
  public void close() {
    end("closed");
  }
}

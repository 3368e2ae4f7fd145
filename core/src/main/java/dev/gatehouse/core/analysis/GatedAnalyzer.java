package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.Gate;
import dev.gatehouse.core.sql.GateResult;
import dev.gatehouse.core.sql.GatedStatement;
import dev.gatehouse.core.sql.ParseResult;
import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;
import dev.gatehouse.core.sql.RefusalPlaces;
import dev.gatehouse.core.sql.SqlParser;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gate, parser and resolver in a row, on a thread of their own. */
final class GatedAnalyzer implements StatementAnalyzer {
  private static final Logger LOG = LoggerFactory.getLogger(GatedAnalyzer.class);
  private final Dialect dialect;
  private final Gate gate;
  private final DeepThreads threads = new DeepThreads();
  private final Object warming = new Object();
  private volatile boolean warm;
  private final Map<CatalogSnapshot, ViewMemory> memories =
      Collections.synchronizedMap(new WeakHashMap<>());

  GatedAnalyzer(Dialect dialect) {
    this.dialect = dialect;
    this.gate = Gate.of(dialect);
  }

  @Override
  public AnalysisResult analyze(String sql, CatalogSnapshot catalog) {
    warmUp();
    return switch (timed(sql, catalog)) {
      case AnalysisResult.Understood understood -> understood;
      case AnalysisResult.Refused refused ->
          new AnalysisResult.Refused(RefusalPlaces.placed(refused.refusal(), sql, dialect));
    };
  }

  /**
   * Loads the parser and the resolver, so that no statement's time goes into that. Waits where
   * another thread is at it; does nothing the second time.
   */
  void warmUp() {
    if (warm) {
      return;
    }
    synchronized (warming) {
      if (!warm) {
        new WarmUp(this::untimed, dialect).run();
        warm = true;
      }
    }
  }

  private AnalysisResult untimed(String sql, CatalogSnapshot catalog) {
    try {
      return gate.admit(sql) instanceof GateResult.Admitted admitted
          ? examine(admitted.statement(), catalog)
          : refused(RefusalCode.INTERNAL, "warming up", "Warming up.");
    } catch (RuntimeException failure) {
      return fault(failure);
    }
  }

  private AnalysisResult timed(String sql, CatalogSnapshot catalog) {
    try {
      return switch (gate.admit(sql)) {
        case GateResult.Rejected rejected -> new AnalysisResult.Refused(rejected.refusal());
        case GateResult.Admitted admitted ->
            threads.call(() -> examine(admitted.statement(), catalog));
      };
    } catch (DeepThreads.OutOfTimeException late) {
      return refused(
          RefusalCode.NOT_PARSED,
          "a statement that takes too long to examine",
          "The statement takes too long to examine; make it simpler or send it in parts.");
    } catch (DeepThreads.FailedException failed) {
      return fault(failed.getCause() == null ? failed : failed.getCause());
    } catch (RuntimeException | Error failure) {
      return fault(failure);
    }
  }

  private AnalysisResult examine(GatedStatement statement, CatalogSnapshot catalog) {
    if (catalog.dialect() != dialect) {
      return refused(
          RefusalCode.INTERNAL,
          "the catalog",
          "The catalog is of another kind of server; connect to the data source again.");
    }
    return switch (SqlParser.parse(statement)) {
      case ParseResult.Unparsed unparsed -> new AnalysisResult.Refused(unparsed.refusal());
      case ParseResult.Parsed parsed -> {
        ViewMemory memory = memories.computeIfAbsent(catalog, _ -> new ViewMemory());
        Analysis analysis = new Analysis(catalog, new FactsSink(), memory);
        try {
          Facts facts = new Statements(analysis).facts(parsed.statement());
          yield new AnalysisResult.Understood(statement, facts);
        } catch (AnalysisRefusedException refused) {
          yield new AnalysisResult.Refused(refused.refusal());
        }
      }
    };
  }

  private static AnalysisResult fault(Throwable failure) {
    if (failure instanceof StackOverflowError) {
      return refused(
          RefusalCode.TOO_LARGE,
          "nesting this deep",
          "The statement is nested too deep to be examined; make it simpler.");
    }
    LOG.warn(
        "The analysis failed with {}; the statement is refused.", failure.getClass().getName());
    return refused(
        RefusalCode.INTERNAL,
        "an internal fault",
        "Gatehouse could not examine this statement, so it does not run; write it differently.");
  }

  private static AnalysisResult refused(RefusalCode code, String construct, String sentence) {
    return new AnalysisResult.Refused(Refusal.of(code, construct, sentence));
  }
}

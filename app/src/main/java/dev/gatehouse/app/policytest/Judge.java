package dev.gatehouse.app.policytest;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.decision.Decider;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.sql.Refusal;
import dev.gatehouse.core.sql.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides statements over a catalog without a server, as a session would. Thread-safe. */
public final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

  private final CatalogSnapshot catalog;
  private final StatementAnalyzer analyzer;
  private final Map<PolicySet, Decider> deciders = new ConcurrentHashMap<>();

  public Judge(CatalogSnapshot catalog) {
    this.catalog = catalog;
    this.analyzer = Analyzers.forDialect(catalog.dialect());
  }

  /** What the statement is; never throws. */
  public AnalysisResult analyze(String sql) {
    try {
      return analyzer.analyze(sql, catalog);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("A statement could not be analysed.", e);
      return new AnalysisResult.Refused(
          Refusal.of(
              RefusalCode.INTERNAL,
              "an internal fault",
              "Gatehouse failed while it read the statement, so it would not run; report it."));
    }
  }

  /** What may happen with an understood statement; never throws. */
  public Decision decide(
      AnalysisResult.Understood understood,
      PolicySet policy,
      Assumptions assumptions,
      Instant now) {
    try {
      return deciders
          .computeIfAbsent(policy, known -> new Decider(known, catalog))
          .decide(understood.facts(), assumptions.principal(), assumptions.grant(policy, now), now);
    } catch (RuntimeException e) {
      LOG.error("A statement could not be decided.", e);
      return new Decision.Deny(
          "Gatehouse failed while it decided, so the statement would not run; report it.",
          List.of(),
          policy.digest());
    }
  }
}

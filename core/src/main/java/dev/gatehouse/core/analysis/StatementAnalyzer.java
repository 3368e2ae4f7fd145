package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;

/** Text and catalog to facts: gate, parse, resolve. Safe for use by many threads. */
public interface StatementAnalyzer {
  /** Never throws: a fault of the analysis is a refusal too. */
  AnalysisResult analyze(String sql, CatalogSnapshot catalog);
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Dialect;
import java.util.EnumMap;
import java.util.Map;

/** Where analysers come from. */
public final class Analyzers {
  private static final Map<Dialect, GatedAnalyzer> ALL = all();

  private Analyzers() {}

  private static Map<Dialect, GatedAnalyzer> all() {
    Map<Dialect, GatedAnalyzer> analyzers = new EnumMap<>(Dialect.class);
    for (Dialect dialect : Dialect.values()) {
      analyzers.put(dialect, new GatedAnalyzer(dialect));
    }
    return analyzers;
  }

  /** The analyser for servers of that dialect; safe for use by many threads. */
  public static StatementAnalyzer forDialect(Dialect dialect) {
    return of(dialect);
  }

  /**
   * Loads the parser and the resolver of a dialect, which takes up to a second, so that the first
   * statement need not; for a thread in the background. A second call does nothing.
   */
  public static void warmUp(Dialect dialect) {
    of(dialect).warmUp();
  }

  private static GatedAnalyzer of(Dialect dialect) {
    GatedAnalyzer analyzer = ALL.get(dialect);
    if (analyzer == null) {
      throw new IllegalArgumentException("There is no analyser for " + dialect + ".");
    }
    return analyzer;
  }
}

package dev.gatehouse.app.cli;

/** Prints what was found of a statement. */
@FunctionalInterface
interface AnalysisPrinter {
  void print(Analysed analysed);
}

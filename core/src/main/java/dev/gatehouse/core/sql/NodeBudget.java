package dev.gatehouse.core.sql;

/** Counts the nodes of one statement. */
final class NodeBudget {
  static final int MAX_NODES = 50_000;
  private int used;

  /** Takes one; refuses where the statement is too large to examine. */
  void take() {
    if (++used > MAX_NODES) {
      throw new SyntaxRefusedException(
          Refusal.of(
              RefusalCode.TOO_LARGE,
              "a statement of more than " + MAX_NODES + " parts",
              "The statement has too many parts to be examined; send it in smaller pieces."));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new SyntaxRefusedException(
          Refusal.of(
              RefusalCode.NOT_PARSED,
              "a statement that takes too long to read",
              "The statement takes too long to examine; make it simpler."));
    }
  }
}

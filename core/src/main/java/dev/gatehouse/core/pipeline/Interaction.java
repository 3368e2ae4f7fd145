package dev.gatehouse.core.pipeline;

/** How the pipeline asks a person; called on the thread that runs the statement. */
@FunctionalInterface
public interface Interaction {
  /** Whether to go on. An implementation that cannot ask answers no. */
  boolean confirm(Confirmation confirmation);

  /** Answers no to everything. */
  static Interaction decline() {
    return confirmation -> false;
  }
}

package dev.gatehouse.core.decision;

/** Which of a grant's two database roles a statement runs under (docs/architecture.md). */
public enum FloorRole {
  /** May read only columns that no mask covers. */
  PLAIN,
  /** May also read masked columns, never denied ones. */
  SENSITIVE,
  /**
   * Owns the objects and may change the schema, and so may read everything. No grant mints it: it
   * is never given to a person's machine, only to a session that a service runs.
   */
  OWNER
}

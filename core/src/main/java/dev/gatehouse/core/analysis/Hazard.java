package dev.gatehouse.core.analysis;

/** Something a policy or a person should know before a statement runs. */
public enum Hazard {
  /** DELETE or UPDATE whose condition does not constrain the target's own columns. */
  UNCONSTRAINED_WRITE,
  /** Drops or truncates something. */
  DROPS_DATA,
  /** Calls a routine whose result depends on time or chance. */
  VOLATILE_ROUTINE,
  /** Joins relations without a condition. */
  CARTESIAN_PRODUCT,
  /** Cannot run inside of a transaction, as {@code create index concurrently} cannot. */
  OUTSIDE_TRANSACTION
}

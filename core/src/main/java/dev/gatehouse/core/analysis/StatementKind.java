package dev.gatehouse.core.analysis;

/** What a statement is, as far as a policy cares. */
public enum StatementKind {
  SELECT,
  INSERT,
  UPDATE,
  DELETE,
  MERGE,
  TRUNCATE,
  DDL,
  EXPLAIN,
  TRANSACTION,
  UTILITY
}

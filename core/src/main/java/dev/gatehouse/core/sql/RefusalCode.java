package dev.gatehouse.core.sql;

/** The kinds of refusal, in the order of the stages that give them. */
public enum RefusalCode {
  /** Nothing but white space and comments. */
  EMPTY,
  /** Larger than the gate reads. */
  TOO_LARGE,
  /** Text that parsers and servers read differently. */
  AMBIGUOUS_TEXT,
  /** More than one statement. */
  MULTIPLE_STATEMENTS,
  /** The parser does not read it, or not in time. */
  NOT_PARSED,
  /** A construct the analysis does not support yet. */
  UNSUPPORTED,
  /** A relation, column or routine that the catalog does not hold. */
  UNKNOWN_NAME,
  /** A name that fits more than one column or relation. */
  AMBIGUOUS_NAME,
  /** A routine that is not on the allow-list, or does what no statement may. */
  FORBIDDEN_ROUTINE,
  /** A write that would carry a masked value to an open place, or a mask back as data. */
  LAUNDERING,
  /** Our own fault: the analysis failed, so the statement is refused. */
  INTERNAL
}

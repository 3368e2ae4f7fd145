package dev.gatehouse.core.result;

/** How a column's values are held: what a grid, an export and a mask must know of its type. */
public enum CellType {
  TEXT,
  LONG,
  DOUBLE,
  DECIMAL,
  BOOLEAN,
  DATE,
  TIME,
  TIMESTAMP,
  TIMESTAMP_TZ,
  JSON,
  BINARY,
  /** Anything else, in the server's own text form. */
  OTHER
}

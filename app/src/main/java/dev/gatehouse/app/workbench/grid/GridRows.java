package dev.gatehouse.app.workbench.grid;

import org.jspecify.annotations.Nullable;

/** Rows that a grid shows. Read on the FX thread alone, and at once: no I/O. */
public interface GridRows {
  /** Rows that are there. */
  int size();

  /** The cell's text, or null for SQL NULL. */
  @Nullable String text(int row, int column);
}

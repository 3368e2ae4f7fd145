package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import java.util.Objects;

/**
 * Exactly one statement that passed the gate. The text that is analysed is, byte for byte, the text
 * that is sent.
 *
 * @param dialect how the server reads it
 * @param original the person's own text, as the record shows it
 * @param text what is analysed and sent: no comments, literals in the one form all readers agree on
 * @param positions from offsets of {@code text} to offsets of {@code original}
 */
public record GatedStatement(Dialect dialect, String original, String text, PositionMap positions) {
  public GatedStatement {
    Objects.requireNonNull(dialect);
    Objects.requireNonNull(original);
    Objects.requireNonNull(text);
    Objects.requireNonNull(positions);
  }
}

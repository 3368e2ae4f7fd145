package dev.gatehouse.core.sql;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Why a statement is not understood, and therefore not run.
 *
 * @param code what kind of refusal, stable for programs
 * @param construct the construct that is refused, as a reader would name it, such as {@code
 *     query_to_xml} or {@code MERGE}; never a literal of the statement
 * @param sentence one sentence that says what is refused and what to do
 * @param position 0-based offset into the person's own text, where one is known
 */
public record Refusal(RefusalCode code, String construct, String sentence, OptionalInt position) {
  public Refusal {
    Objects.requireNonNull(code);
    Objects.requireNonNull(construct);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(position);
  }

  /** A refusal without a known place. */
  public static Refusal of(RefusalCode code, String construct, String sentence) {
    return new Refusal(code, construct, sentence, OptionalInt.empty());
  }

  /** A refusal at an offset of the person's own text. */
  public static Refusal at(RefusalCode code, String construct, String sentence, int position) {
    return new Refusal(code, construct, sentence, OptionalInt.of(position));
  }
}

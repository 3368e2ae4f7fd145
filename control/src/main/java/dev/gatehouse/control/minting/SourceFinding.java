package dev.gatehouse.control.minting;

import java.util.Objects;

/**
 * Something about a data source that an administrator should know.
 *
 * @param kind what it means
 * @param sentence what is so, for a person
 * @param remedy the SQL that changes it, to be run by an administrator; never run by Gatehouse
 */
public record SourceFinding(Kind kind, String sentence, String remedy) {
  /** What a finding means. */
  public enum Kind {
    /** No role can be minted, or none ended, until it is given. */
    MISSING,
    /** Grants cannot reach it; that may be meant. */
    OUT_OF_REACH,
    /** Every minted role may do it, since everybody may. */
    OPEN_TO_ALL
  }

  public SourceFinding {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(remedy);
  }
}

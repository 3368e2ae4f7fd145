package dev.gatehouse.core.masking;

import java.util.Objects;

/**
 * A tag that a column may deserve, for a person to accept.
 *
 * @param tag such as {@code pii.email}
 * @param evidence what speaks for it
 * @param share of the samples that hold it, from 0 to 1; 0 where only the name speaks for it
 * @param sentence why, in one sentence; never a value
 */
public record TagProposal(String tag, Evidence evidence, double share, String sentence) {
  public TagProposal {
    Objects.requireNonNull(tag);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(sentence);
  }

  /** What speaks for a tag, from the weakest. */
  public enum Evidence {
    NAME,
    CONTENT,
    NAME_AND_CONTENT
  }
}

package dev.gatehouse.core.policy;

import java.util.Locale;

/** The masks of a policy. Strictness is the partial order of {@link MaskStrictness}. */
public enum MaskKind {
  NONE,
  SHOW_LAST_4,
  SHOW_FIRST_4,
  EMAIL,
  YEAR_ONLY,
  ROUND,
  HASH,
  DEFAULT_FOR_TYPE,
  REDACT,
  NULL;

  /** The word a policy uses, such as {@code show_last_4}. */
  public String policyName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

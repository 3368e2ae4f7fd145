package dev.gatehouse.core.policy;

import java.util.Locale;

/** What happens where a column that nobody tagged holds what looks like personal or secret data. */
public enum ContentCheck {
  /** Nobody looks. */
  OFF,
  /** The first rows of a result are looked at, and what is found is reported; values stay. */
  FLAG,
  /** Every text is looked at, and what is found is replaced in it. */
  MASK;

  /** As a policy writes it. */
  public String policyName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.gatehouse.core.catalog;

import java.util.Locale;

/** What a data source is for; decides how careful Gatehouse is and which colour a person sees. */
public enum Environment {
  DEVELOPMENT,
  STAGING,
  PRODUCTION;

  /** The word a policy uses: {@code dev}, {@code staging} or {@code prod}. */
  public String policyName() {
    return switch (this) {
      case DEVELOPMENT -> "dev";
      case STAGING -> "staging";
      case PRODUCTION -> "prod";
    };
  }

  /**
   * Reads a policy's or a configuration's word.
   *
   * @throws IllegalArgumentException with one sentence where the word is unknown
   */
  public static Environment parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "dev", "development" -> DEVELOPMENT;
      case "staging" -> STAGING;
      case "prod", "production" -> PRODUCTION;
      default ->
          throw new IllegalArgumentException(
              "'" + word + "' is no environment; use dev, staging or prod.");
    };
  }
}

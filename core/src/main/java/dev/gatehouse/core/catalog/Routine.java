package dev.gatehouse.core.catalog;

import java.util.Objects;

/**
 * A routine that somebody defined besides the server's own.
 *
 * @param name its schema and name
 * @param volatility whether its result depends on more than its arguments
 * @param ownerRights whether it runs with its owner's rights (SECURITY DEFINER)
 * @param fromExtension whether an extension brought it
 */
public record Routine(
    RelationName name, Volatility volatility, boolean ownerRights, boolean fromExtension) {
  public Routine {
    Objects.requireNonNull(name);
    Objects.requireNonNull(volatility);
  }

  /** What a routine's result depends on. */
  public enum Volatility {
    IMMUTABLE,
    STABLE,
    VOLATILE
  }
}

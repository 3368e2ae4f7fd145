package dev.gatehouse.control.grants;

import java.util.Locale;
import java.util.Set;

/**
 * The states of a grant, and what may follow what. The database holds the same table and refuses
 * everything else too (V1__grants.sql).
 */
enum GrantState {
  REQUESTED,
  APPROVED,
  DENIED,
  LAPSED,
  ACTIVATING,
  ACTIVE,
  ENDED,
  REVOKING,
  REVOKED,
  FAILED,
  WITHDRAWN;

  /** The word that the API and the database use. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static GrantState parse(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  Set<GrantState> next() {
    return switch (this) {
      case REQUESTED -> Set.of(APPROVED, DENIED, LAPSED, WITHDRAWN);
      case APPROVED -> Set.of(ACTIVATING, ENDED, LAPSED, WITHDRAWN, REVOKING);
      case ACTIVATING -> Set.of(ACTIVE, APPROVED, FAILED, REVOKING);
      case ACTIVE -> Set.of(ENDED, REVOKING);
      case REVOKING -> Set.of(REVOKED);
      case DENIED, LAPSED, ENDED, REVOKED, FAILED, WITHDRAWN -> Set.of();
    };
  }

  /** Whether roles may stand for it. */
  boolean mayHaveRoles() {
    return this == ACTIVATING || this == ACTIVE;
  }
}

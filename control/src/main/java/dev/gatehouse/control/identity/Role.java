package dev.gatehouse.control.identity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person may do here; follows from mapped groups (docs/architecture.md). */
public enum Role {
  ANALYST("analysts"),
  DBA("dbas"),
  REVIEWER("reviewers"),
  POLICY_AUTHOR("policy-authors");

  private final String group;

  Role(String group) {
    this.group = group;
  }

  /** The word that the API uses, such as {@code policy_author}. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<Role> of(Set<String> groups) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : values()) {
      if (groups.contains(role.group)) {
        roles.add(role);
      }
    }
    return roles;
  }
}

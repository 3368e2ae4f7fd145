package dev.gatehouse.core.policy;

import dev.gatehouse.core.identity.Principal;
import java.util.Set;

/**
 * Whom a rule is about: members of any of the groups, and the subjects. Both empty: everyone.
 *
 * @param groups group names; {@code *} is everyone who is signed in
 * @param subjects the issuer's identifiers of people and services
 */
public record Who(Set<String> groups, Set<String> subjects) {
  /** Everyone. */
  public static final Who EVERYONE = new Who(Set.of(), Set.of());

  public Who {
    groups = Set.copyOf(groups);
    subjects = Set.copyOf(subjects);
  }

  /** Whether the principal itself is meant; a human behind it is not looked at. */
  public boolean matches(Principal principal) {
    return (groups.isEmpty() && subjects.isEmpty())
        || groups.contains("*")
        || subjects.contains(principal.subject())
        || principal.groups().stream().anyMatch(groups::contains);
  }

  /** As a sentence's part: {@code groups analysts, dbas}. */
  public String words() {
    if (groups.isEmpty() && subjects.isEmpty()) {
      return "everyone";
    }
    String inGroups = groups.isEmpty() ? "" : "groups " + Words.list(groups);
    String named = subjects.isEmpty() ? "" : "subjects " + Words.list(subjects);
    return inGroups + (inGroups.isEmpty() || named.isEmpty() ? "" : " and ") + named;
  }
}

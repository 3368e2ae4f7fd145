package dev.gatehouse.core.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who acts: an identity as its issuer names it. Immutable; equality is by all components.
 *
 * @param issuer the issuer's URL, the {@code iss} of its tokens (RFC 7519, section 4.1.1)
 * @param subject the issuer's stable identifier of the person or service, its {@code sub}
 * @param name what people read, such as an e-mail address; never used to decide
 * @param groups group names as mapped by the control service
 * @param humanBehind the person on whose behalf an agent or a job acts; empty for people
 */
public record Principal(
    String issuer,
    String subject,
    String name,
    Set<String> groups,
    Optional<Principal> humanBehind) {

  public Principal {
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(name);
    groups = Set.copyOf(groups);
    Objects.requireNonNull(humanBehind);
  }

  /** A person who acts for themselves. */
  public static Principal person(String issuer, String subject, String name, Set<String> groups) {
    return new Principal(issuer, subject, name, groups, Optional.empty());
  }
}

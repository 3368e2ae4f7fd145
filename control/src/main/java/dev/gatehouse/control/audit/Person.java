package dev.gatehouse.control.audit;

import java.util.Objects;

/** Who calls: a session's owner who hands in segments, or a reviewer who reads. */
public record Person(String issuer, String subject, String name) {
  public Person {
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(name);
  }
}

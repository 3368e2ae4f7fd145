package dev.gatehouse.app.policytest;

import java.time.Instant;
import java.util.Objects;

/**
 * One golden case.
 *
 * @param name what it is called, unique in its file
 * @param statement the statement
 * @param assumptions who asks, and under which grant
 * @param now when
 * @param expected what must come out
 */
record PolicyCase(
    String name, String statement, Assumptions assumptions, Instant now, Expected expected) {
  PolicyCase {
    Objects.requireNonNull(name);
    Objects.requireNonNull(statement);
    Objects.requireNonNull(assumptions);
    Objects.requireNonNull(now);
    Objects.requireNonNull(expected);
  }
}

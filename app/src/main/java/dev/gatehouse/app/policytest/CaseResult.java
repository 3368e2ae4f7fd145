package dev.gatehouse.app.policytest;

import java.util.List;
import java.util.Objects;

/**
 * How a case came out.
 *
 * @param name the case's
 * @param statement its statement
 * @param effect what came out
 * @param reason the sentence that came with it
 * @param differences from what was expected; empty where it holds
 */
public record CaseResult(
    String name, String statement, String effect, String reason, List<Difference> differences) {
  public CaseResult {
    Objects.requireNonNull(name);
    Objects.requireNonNull(statement);
    Objects.requireNonNull(effect);
    Objects.requireNonNull(reason);
    differences = List.copyOf(differences);
  }

  public boolean holds() {
    return differences.isEmpty();
  }

  /**
   * One thing that is not as expected.
   *
   * @param what effect, rules, the mask of a column, refusal or reason
   * @param expected what the case says
   * @param actual what came out
   */
  public record Difference(String what, String expected, String actual) {
    public Difference {
      Objects.requireNonNull(what);
      Objects.requireNonNull(expected);
      Objects.requireNonNull(actual);
    }
  }
}

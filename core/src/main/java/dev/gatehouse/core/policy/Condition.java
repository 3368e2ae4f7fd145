package dev.gatehouse.core.policy;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Set;

/** A compiled CEL condition of a {@code when} cell. Immutable and safe for use by many threads. */
public final class Condition {
  private final String text;
  private final CelRuntime.Program program;

  private Condition(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /**
   * Compiles a condition over the variables of that kind of rule.
   *
   * @throws IllegalArgumentException with one sentence where it does not compile to true or false
   */
  static Condition compile(String text, ConditionVariables variables) {
    try {
      return new Condition(text, variables.compile(text));
    } catch (CelValidationException | CelEvaluationException e) {
      String detail = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException(
          "The condition is no CEL that says true or false ("
              + detail.replaceFirst("^ERROR: <input>:", "").strip()
              + ").",
          e);
    }
  }

  /** The condition's own text. */
  public String text() {
    return text;
  }

  /**
   * Evaluates it.
   *
   * @param values one value for each variable, such as {@code grant.purpose}
   * @throws ConditionException where it cannot be evaluated; the rule then counts as an error
   */
  public boolean holds(Map<String, Object> values) throws ConditionException {
    Object answer;
    try {
      answer = program.eval(values);
    } catch (CelEvaluationException | RuntimeException e) {
      throw new ConditionException("The condition could not be evaluated.", e);
    }
    if (answer instanceof Boolean truth) {
      return truth;
    }
    throw new ConditionException("The condition did not say true or false.", null);
  }

  /** The variables a condition of a statement rule may use. */
  public static Set<String> statementVariables() {
    return ConditionVariables.STATEMENT.names();
  }

  /** The variables a condition of a request rule may use. */
  public static Set<String> requestVariables() {
    return ConditionVariables.REQUEST.names();
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.gatehouse.control.grants;

import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.minting.MintingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refusals that several steps share. */
final class GrantAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(GrantAnswers.class);

  private GrantAnswers() {}

  /** Also for grants of others, so that nobody learns which ids exist. */
  static ProblemException unknown() {
    return ProblemException.notFound("There is no such grant, or it is not yours to see.");
  }

  static ProblemException notIn(GrantRow row, String what) {
    return ProblemException.conflict(
        "The grant is " + row.state().word() + ", so it cannot be " + what + ".");
  }

  static ProblemException notActive(GrantRow row) {
    return ProblemException.grantNotActive(
        "The grant is " + row.state().word() + ": " + row.reason() + " Ask for access anew.");
  }

  static ProblemException tooEarly(GrantRow row) {
    return ProblemException.grantNotActive(
        "The grant begins at "
            + row.start().map(Object::toString).orElse("?")
            + "; wait until then.");
  }

  static ProblemException over() {
    return ProblemException.grantNotActive("The grant's time is over; ask for access anew.");
  }

  /** What the server said stays in the log, for the operator. */
  static ProblemException source(MintingException e) {
    LOG.warn("{}", e.getMessage(), e);
    String sentence = String.valueOf(e.getMessage());
    return e.unreachable()
        ? ProblemException.unavailable(sentence)
        : ProblemException.sourceFailed(sentence);
  }
}

package dev.gatehouse.core.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * A rule about statements.
 *
 * @param id unique in its policy
 * @param effect what it does
 * @param who whom it is about
 * @param what what it is about
 * @param when a further condition
 * @param limits what it allows at most
 * @param typedName whether a confirmation asks for the relation's name everywhere
 * @param reason the sentence a person reads
 * @param line where it stands in the file
 */
public record PolicyRule(
    String id,
    RuleEffect effect,
    Who who,
    What what,
    Optional<Condition> when,
    Limits limits,
    boolean typedName,
    String reason,
    int line) {
  public PolicyRule {
    Objects.requireNonNull(id);
    Objects.requireNonNull(effect);
    Objects.requireNonNull(who);
    Objects.requireNonNull(what);
    Objects.requireNonNull(when);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(reason);
  }
}

package dev.gatehouse.app.policytest;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a case says of a statement; what it does not say is not looked at.
 *
 * @param effect of allow, allow_masked, confirm, needs_approval and deny
 * @param rules ids of all rules that match
 * @param masks the mask of every masked column of the result, by its name; those that are not named
 *     are open
 * @param refusal the code of a statement that is not understood, or an empty text for one that is
 * @param reason a part of the decision's or the refusal's sentence
 */
record Expected(
    Optional<String> effect,
    Optional<Set<String>> rules,
    Optional<Map<String, String>> masks,
    Optional<String> refusal,
    Optional<String> reason) {
  Expected {
    Objects.requireNonNull(effect);
    rules = rules.map(Set::copyOf);
    masks = masks.map(Map::copyOf);
    Objects.requireNonNull(refusal);
    Objects.requireNonNull(reason);
  }

  boolean isEmpty() {
    return effect.isEmpty()
        && rules.isEmpty()
        && masks.isEmpty()
        && refusal.isEmpty()
        && reason.isEmpty();
  }
}

package dev.gatehouse.control.grants;

import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is asked for, checked for its form.
 *
 * @param source the data source's name
 * @param relations patterns, in the requester's order
 * @param actions at least one
 * @param unmask tags whose masks to lift
 * @param export what may leave as a file
 * @param purpose not blank
 * @param ticket may be empty
 * @param durationMinutes 1 to 480
 */
record GrantTerms(
    String source,
    List<String> relations,
    Set<Action> actions,
    Set<String> unmask,
    ExportFormat export,
    String purpose,
    String ticket,
    int durationMinutes) {
  GrantTerms {
    Objects.requireNonNull(source);
    relations = List.copyOf(relations);
    actions = Set.copyOf(actions);
    unmask = Set.copyOf(unmask);
    Objects.requireNonNull(export);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(ticket);
  }
}

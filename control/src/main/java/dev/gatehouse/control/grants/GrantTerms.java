package dev.gatehouse.control.grants;

import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param rowCap most rows a statement may show, or 0
 * @param start from when; empty for at once
 * @param breakGlass whether it is an emergency
 * @param extended the grant that it goes on after
 */
record GrantTerms(
    String source,
    List<String> relations,
    Set<Action> actions,
    Set<String> unmask,
    ExportFormat export,
    String purpose,
    String ticket,
    int durationMinutes,
    long rowCap,
    Optional<Instant> start,
    boolean breakGlass,
    Optional<String> extended) {
  GrantTerms {
    Objects.requireNonNull(source);
    relations = List.copyOf(relations);
    actions = Set.copyOf(actions);
    unmask = Set.copyOf(unmask);
    Objects.requireNonNull(export);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(ticket);
    Objects.requireNonNull(start);
    Objects.requireNonNull(extended);
  }

  /** The same, but from that moment on. */
  GrantTerms from(Instant moment) {
    return new GrantTerms(
        source,
        relations,
        actions,
        unmask,
        export,
        purpose,
        ticket,
        durationMinutes,
        rowCap,
        Optional.of(moment),
        breakGlass,
        extended);
  }

  /** Whether the other reaches exactly as far, whatever its times, purpose and ticket are. */
  boolean reachesAsFarAs(GrantTerms other) {
    return source.equals(other.source)
        && Set.copyOf(relations).equals(Set.copyOf(other.relations))
        && actions.equals(other.actions)
        && unmask.equals(other.unmask)
        && export == other.export
        && rowCap == other.rowCap;
  }
}

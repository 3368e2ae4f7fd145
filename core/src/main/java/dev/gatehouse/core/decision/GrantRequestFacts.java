package dev.gatehouse.core.decision;

import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import java.util.Objects;
import java.util.Set;

/**
 * What somebody asks for.
 *
 * @param source where
 * @param relations patterns such as {@code shop.*}
 * @param actions what for
 * @param unmask tags whose masks are to be lifted
 * @param export what is to leave as a file
 * @param minutes for how long
 * @param purpose why, in the requester's words
 * @param ticket the ticket it belongs to, or an empty string
 * @param rowCap most rows one statement is to show, or 0 for no cap
 * @param breakGlass whether the requester says that it is an emergency
 */
public record GrantRequestFacts(
    DataSourceId source,
    Set<String> relations,
    Set<Action> actions,
    Set<String> unmask,
    ExportFormat export,
    int minutes,
    String purpose,
    String ticket,
    long rowCap,
    boolean breakGlass) {
  public GrantRequestFacts {
    Objects.requireNonNull(source);
    relations = Set.copyOf(relations);
    actions = Set.copyOf(actions);
    unmask = Set.copyOf(unmask);
    Objects.requireNonNull(export);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(ticket);
  }

  /** An ordinary request without a row cap. */
  public GrantRequestFacts(
      DataSourceId source,
      Set<String> relations,
      Set<Action> actions,
      Set<String> unmask,
      ExportFormat export,
      int minutes,
      String purpose,
      String ticket) {
    this(source, relations, actions, unmask, export, minutes, purpose, ticket, 0, false);
  }
}

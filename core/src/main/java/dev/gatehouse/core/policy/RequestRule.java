package dev.gatehouse.core.policy;

import dev.gatehouse.core.catalog.Environment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A rule about requests for access.
 *
 * @param id unique in its policy
 * @param effect what it does
 * @param who whom it is about
 * @param what what is asked for
 * @param when a further condition
 * @param maxMinutes longest duration it permits; empty for the general maximum
 * @param maxExport widest export it permits; empty where it says nothing
 * @param maxRows largest row cap it permits; a request without a cap asks for more; empty where it
 *     says nothing
 * @param approvers how many people must approve; 0 unless the effect is review
 * @param approvedBy which reviewers count; everyone unless the rule says so
 * @param reason the sentence a person reads
 * @param line where it stands in the file
 */
public record RequestRule(
    String id,
    RequestEffect effect,
    Who who,
    RequestWhat what,
    Optional<Condition> when,
    OptionalInt maxMinutes,
    Optional<ExportFormat> maxExport,
    OptionalLong maxRows,
    int approvers,
    Who approvedBy,
    String reason,
    int line) {
  public RequestRule {
    Objects.requireNonNull(id);
    Objects.requireNonNull(effect);
    Objects.requireNonNull(who);
    Objects.requireNonNull(what);
    Objects.requireNonNull(when);
    Objects.requireNonNull(maxMinutes);
    Objects.requireNonNull(maxExport);
    Objects.requireNonNull(maxRows);
    Objects.requireNonNull(approvedBy);
    Objects.requireNonNull(reason);
  }

  /**
   * What is asked for. Every part that is given must hold.
   *
   * @param environments of the data source
   * @param sources names of data sources
   * @param relations patterns that must cover (deny: meet) those asked for
   * @param actions actions that must include (deny: meet) those asked for
   * @param unmask tags that must include (deny: meet) those asked for; a rule that permits and
   *     names none permits none
   */
  public record RequestWhat(
      Set<Environment> environments,
      List<Glob> sources,
      List<RelationPattern> relations,
      Set<Action> actions,
      Set<String> unmask) {
    public RequestWhat {
      environments = Set.copyOf(environments);
      sources = List.copyOf(sources);
      relations = List.copyOf(relations);
      actions = Set.copyOf(actions);
      unmask = Set.copyOf(unmask);
    }
  }
}

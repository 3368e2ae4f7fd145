package dev.gatehouse.core.policy;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.catalog.RelationName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule is about. Every part that is given must hold; an empty part says nothing.
 *
 * @param environments of the data source
 * @param sources names of data sources
 * @param relations relations touched
 * @param actions actions on those relations
 * @param columns columns touched
 * @param tags tags of the columns touched
 * @param destructive whether the statement could destroy data
 * @param uses how the columns are used
 */
public record What(
    Set<Environment> environments,
    List<Glob> sources,
    List<RelationPattern> relations,
    Set<Action> actions,
    List<ColumnPattern> columns,
    Set<String> tags,
    Optional<Boolean> destructive,
    Set<ColumnUse.Kind> uses) {
  public What {
    environments = Set.copyOf(environments);
    sources = List.copyOf(sources);
    relations = List.copyOf(relations);
    actions = Set.copyOf(actions);
    columns = List.copyOf(columns);
    tags = Set.copyOf(tags);
    Objects.requireNonNull(destructive);
    uses = Set.copyOf(uses);
  }

  public boolean isIn(Environment environment) {
    return environments.isEmpty() || environments.contains(environment);
  }

  public boolean isOn(DataSourceId source) {
    return sources.isEmpty() || sources.stream().anyMatch(glob -> glob.matches(source.name()));
  }

  public boolean names(RelationName relation) {
    return relations.isEmpty() || relations.stream().anyMatch(p -> p.matches(relation));
  }

  public boolean names(Action action) {
    return actions.isEmpty() || actions.contains(action);
  }

  /** Whether it is limited to columns, by name, tag or use. */
  public boolean isAboutColumns() {
    return !columns.isEmpty() || !tags.isEmpty() || !uses.isEmpty();
  }
}

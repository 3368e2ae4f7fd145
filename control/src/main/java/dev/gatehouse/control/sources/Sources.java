package dev.gatehouse.control.sources;

import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.http.ProblemException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The data sources by name, in the configuration's order. Immutable. */
public final class Sources {
  private final Map<String, SourceConfig> byName = new LinkedHashMap<>();

  public Sources(List<SourceConfig> sources) {
    for (SourceConfig source : sources) {
      byName.put(source.id().name(), source);
    }
  }

  /** All of them. */
  public Collection<SourceConfig> all() {
    return List.copyOf(byName.values());
  }

  /** The source of that name, if there is one. */
  public Optional<SourceConfig> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The source of that name.
   *
   * @throws ProblemException where there is none
   */
  public SourceConfig named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "There is no data source of that name; choose one of "
                        + String.join(", ", byName.keySet())
                        + "."));
  }

  List<SourceView> views() {
    return byName.values().stream().map(Sources::view).toList();
  }

  private static SourceView view(SourceConfig source) {
    return new SourceView(
        source.id().name(),
        source.title(),
        source.id().environment().policyName(),
        source.id().dialect().name().toLowerCase(Locale.ROOT),
        source.id().database());
  }
}

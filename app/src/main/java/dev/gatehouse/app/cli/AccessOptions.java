package dev.gatehouse.app.cli;

import dev.gatehouse.app.policytest.Assumptions;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.RelationPattern;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The grant under which a policy is tried: by default everything that the policy could allow. */
final class AccessOptions {
  @Option(
      names = "--groups",
      paramLabel = "GROUP",
      split = ",",
      description = "their groups; may be repeated (default: none)")
  private List<String> groups = List.of();

  @Option(
      names = "--for-human",
      paramLabel = "NAME",
      description = "whom they act for, which makes them an agent (principal.is_agent)")
  private @Nullable String human;

  @Option(
      names = "--environment",
      paramLabel = "ENV",
      description =
          "what the database is for: dev, staging or prod (default: the most careful one that the"
              + " policy's rules name, else prod)")
  private @Nullable String environment;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "the data source's name (default: the one that the policy's rules name, else the"
              + " database's)")
  private @Nullable String source;

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      defaultValue = Assumptions.PURPOSE,
      description = "the grant's purpose (default: ${DEFAULT-VALUE})")
  private String purpose = "";

  @Option(
      names = "--ticket",
      paramLabel = "ID",
      defaultValue = Assumptions.TICKET,
      description = "the grant's ticket (default: ${DEFAULT-VALUE})")
  private String ticket = "";

  @Option(
      names = "--approvers",
      paramLabel = "NAME",
      split = ",",
      description = "who approved the grant; may be repeated (default: nobody)")
  private List<String> approvers = List.of();

  @Option(
      names = "--unmask",
      paramLabel = "TAG",
      split = ",",
      description = "tags whose masks the grant lifts; may be repeated (default: none)")
  private List<String> unmask = List.of();

  @Option(
      names = "--relation",
      paramLabel = "SCHEMA.NAME",
      split = ",",
      defaultValue = Assumptions.EVERYTHING,
      description = "relations of the grant; may be repeated (default: all)")
  private List<String> relations = List.of();

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      split = ",",
      description = "actions of the grant; may be repeated (default: all)")
  private List<String> actions = List.of();

  /** All that is assumed of somebody of that name. */
  Assumptions assumptions(String name, PolicySet policy, Dialect dialect, String database)
      throws GatehouseException {
    return new Assumptions(
        principal(name),
        new DataSourceId(source(policy, database), environment(policy), dialect, database),
        relations(),
        actions(),
        unmask(policy),
        purpose,
        ticket,
        approvers);
  }

  private Principal principal(String name) {
    return Assumptions.principal(
        name,
        groups.stream().map(String::strip).filter(g -> !g.isEmpty()).collect(Collectors.toSet()),
        Optional.ofNullable(human));
  }

  /** The tags to lift, each of which the policy must know. */
  private Set<String> unmask(PolicySet policy) throws GatehouseException {
    for (String tag : unmask) {
      if (!policy.masks().containsKey(tag)) {
        throw bad(
            "The policy has no tag '"
                + tag
                + "' to unmask; it has "
                + (policy.masks().isEmpty()
                    ? "none"
                    : String.join(", ", new TreeSet<>(policy.masks().keySet())))
                + ".");
      }
    }
    return Set.copyOf(unmask);
  }

  private Set<String> relations() throws GatehouseException {
    for (String relation : relations) {
      try {
        RelationPattern.parse(relation);
      } catch (IllegalArgumentException e) {
        throw bad(String.valueOf(e.getMessage()));
      }
    }
    return Set.copyOf(relations);
  }

  private Set<Action> actions() throws GatehouseException {
    if (actions.isEmpty()) {
      return Assumptions.allActions();
    }
    Set<Action> found = EnumSet.noneOf(Action.class);
    for (String word : actions) {
      found.add(
          Arrays.stream(Action.values())
              .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      bad(
                          "'"
                              + word
                              + "' is no action; use read, insert, update, delete or ddl.")));
    }
    return found;
  }

  private Environment environment(PolicySet policy) throws GatehouseException {
    if (environment != null) {
      try {
        return Environment.parse(environment);
      } catch (IllegalArgumentException e) {
        throw bad(String.valueOf(e.getMessage()));
      }
    }
    return Assumptions.environment(policy);
  }

  private String source(PolicySet policy, String database) {
    return source != null ? source : Assumptions.source(policy, database);
  }

  private static GatehouseException bad(String sentence) {
    return new GatehouseException(Kind.BAD_INPUT, sentence);
  }
}

package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.PolicyRule;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.RelationPattern;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
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
  /** Who says who somebody is, where nobody signed in. */
  static final String ISSUER = "gatehouse:sandbox";

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
      defaultValue = "Trying the policy",
      description = "the grant's purpose (default: ${DEFAULT-VALUE})")
  private String purpose = "";

  @Option(
      names = "--ticket",
      paramLabel = "ID",
      defaultValue = "TRY-1",
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
      defaultValue = "*.*",
      description = "relations of the grant; may be repeated (default: all)")
  private List<String> relations = List.of();

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      split = ",",
      description = "actions of the grant; may be repeated (default: all)")
  private List<String> actions = List.of();

  /** The person, or the agent for somebody, of that name. */
  Principal principal(String name) {
    Optional<Principal> behind =
        Optional.ofNullable(human).map(who -> Principal.person(ISSUER, who, who, Set.of()));
    return new Principal(
        ISSUER,
        name,
        name,
        groups.stream().map(String::strip).filter(g -> !g.isEmpty()).collect(Collectors.toSet()),
        behind);
  }

  String purpose() {
    return purpose;
  }

  String ticket() {
    return ticket;
  }

  List<String> approvers() {
    return approvers;
  }

  /** The tags to lift, each of which the policy must know. */
  Set<String> unmask(PolicySet policy) throws GatehouseException {
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

  Set<String> relations() throws GatehouseException {
    for (String relation : relations) {
      try {
        RelationPattern.parse(relation);
      } catch (IllegalArgumentException e) {
        throw bad(String.valueOf(e.getMessage()));
      }
    }
    return Set.copyOf(relations);
  }

  Set<Action> actions() throws GatehouseException {
    if (actions.isEmpty()) {
      return EnumSet.allOf(Action.class);
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

  /** As it was given; else the most careful one that a rule names; else production. */
  Environment environment(PolicySet policy) throws GatehouseException {
    if (environment != null) {
      try {
        return Environment.parse(environment);
      } catch (IllegalArgumentException e) {
        throw bad(String.valueOf(e.getMessage()));
      }
    }
    EnumSet<Environment> named = EnumSet.noneOf(Environment.class);
    policy.rules().forEach(rule -> named.addAll(rule.what().environments()));
    return named.stream().reduce((a, b) -> b).orElse(Environment.PRODUCTION);
  }

  /** As it was given; else the only one that the rules name whole; else the database's name. */
  String source(PolicySet policy, String database) {
    if (source != null) {
      return source;
    }
    Set<String> named = new LinkedHashSet<>();
    for (PolicyRule rule : policy.rules()) {
      rule.what().sources().forEach(glob -> named.add(glob.text()));
    }
    return named.size() == 1 && named.stream().noneMatch(name -> name.contains("*"))
        ? named.iterator().next()
        : database;
  }

  private static GatehouseException bad(String sentence) {
    return new GatehouseException(Kind.BAD_INPUT, sentence);
  }
}

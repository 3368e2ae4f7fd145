package dev.gatehouse.app.policytest;

import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.PolicyRule;
import dev.gatehouse.core.policy.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks and under which grant, where no control service says so.
 *
 * @param principal who acts
 * @param source on which data source
 * @param relations patterns of the grant
 * @param actions of the grant
 * @param unmask tags whose masks the grant lifts
 * @param purpose of the grant
 * @param ticket of the grant
 * @param approvers who approved it
 */
public record Assumptions(
    Principal principal,
    DataSourceId source,
    Set<String> relations,
    Set<Action> actions,
    Set<String> unmask,
    String purpose,
    String ticket,
    List<String> approvers) {
  /** Who says who somebody is, where nobody signed in. */
  public static final String ISSUER = "gatehouse:sandbox";

  /** A purpose and a ticket, so that a policy that asks for them can allow something. */
  public static final String PURPOSE = "Trying the policy";

  public static final String TICKET = "TRY-1";

  /** Every relation. */
  public static final String EVERYTHING = "*.*";

  /** How long a grant lasts where nothing runs. */
  private static final Duration DURATION = Duration.ofHours(1);

  public Assumptions {
    Objects.requireNonNull(principal);
    Objects.requireNonNull(source);
    relations = Set.copyOf(relations);
    actions = Set.copyOf(actions);
    unmask = Set.copyOf(unmask);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(ticket);
    approvers = List.copyOf(approvers);
  }

  /** Somebody of that name, or an agent that acts for somebody. */
  public static Principal principal(String name, Set<String> groups, Optional<String> human) {
    Optional<Principal> behind = human.map(who -> Principal.person(ISSUER, who, who, Set.of()));
    return new Principal(ISSUER, name, name, groups, behind);
  }

  /** The most careful environment that a rule names, so that its rules apply; else production. */
  public static Environment environment(PolicySet policy) {
    EnumSet<Environment> named = EnumSet.noneOf(Environment.class);
    policy.rules().forEach(rule -> named.addAll(rule.what().environments()));
    return named.stream().reduce((careless, careful) -> careful).orElse(Environment.PRODUCTION);
  }

  /** The only data source that the rules name whole; else the other name. */
  public static String source(PolicySet policy, String otherwise) {
    Set<String> named = new LinkedHashSet<>();
    for (PolicyRule rule : policy.rules()) {
      rule.what().sources().forEach(glob -> named.add(glob.text()));
    }
    return named.size() == 1 && named.stream().noneMatch(name -> name.contains("*"))
        ? named.iterator().next()
        : otherwise;
  }

  /** All actions. */
  public static Set<Action> allActions() {
    return EnumSet.allOf(Action.class);
  }

  /** The grant, begun at that moment, for an hour. */
  public Grant grant(PolicySet policy, Instant now) {
    return grant(policy, "assumed", 0, now, now.plus(DURATION));
  }

  /** The grant with a name, a cap of rows (0 for none) and an end. */
  public Grant grant(PolicySet policy, String id, long rowCap, Instant start, Instant end) {
    return new Grant(
        id,
        principal,
        source,
        relations,
        actions,
        unmask,
        ExportFormat.ANY,
        rowCap,
        purpose,
        ticket,
        start,
        end,
        approvers,
        List.of(),
        policy.digest());
  }
}

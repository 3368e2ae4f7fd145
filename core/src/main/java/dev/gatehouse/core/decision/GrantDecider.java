package dev.gatehouse.core.decision;

import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.RelationPattern;
import dev.gatehouse.core.policy.RequestEffect;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides requests for access. A rule that denies wins; then one that approves at once; then those
 * that ask for a review, whose demands must all be met; without any, it is rejected. In an
 * emergency only rules that deny and rules that let the glass be broken count.
 */
public final class GrantDecider {
  /** The longest grant there is. */
  public static final int MAX_MINUTES = 480;

  /** The longest grant that writes in production or lifts a mask. */
  public static final int MAX_SENSITIVE_MINUTES = 60;

  /** The longest grant of an emergency. */
  public static final int MAX_BREAK_GLASS_MINUTES = 30;

  private GrantDecider() {}

  /** Decides as of that moment, which conditions over {@code now} see. */
  public static RequestDecision decide(
      GrantRequestFacts request, Principal principal, PolicySet policy, Instant now) {
    RequestMatcher matcher = new RequestMatcher(request, principal, now);
    List<RequestMatcher.Match> matches =
        policy.requestRules().stream().map(matcher::match).toList();
    List<RuleVerdict> verdicts = matches.stream().map(RequestMatcher.Match::verdict).toList();
    Optional<String> invalid = invalid(request).or(() -> tooLong(request));
    if (invalid.isPresent()) {
      return new RequestDecision.Reject(List.of(), invalid.get(), verdicts);
    }
    List<RequestMatcher.Match> failed =
        matches.stream().filter(RequestMatcher.Match::failed).toList();
    if (!failed.isEmpty()) {
      return new RequestDecision.Reject(
          ids(failed),
          "The rule "
              + failed.getFirst().rule().id()
              + " could not be evaluated, so nothing is granted; tell the policy's author.",
          verdicts);
    }
    List<RequestMatcher.Match> denying = matched(matches, RequestEffect.DENY);
    if (!denying.isEmpty()) {
      return new RequestDecision.Reject(ids(denying), reasons(denying), verdicts);
    }
    if (request.breakGlass()) {
      return emergency(matched(matches, RequestEffect.BREAK_GLASS), verdicts);
    }
    List<RequestMatcher.Match> approving = matched(matches, RequestEffect.APPROVE);
    if (!approving.isEmpty()) {
      return new RequestDecision.Approve(ids(approving), reasons(approving), verdicts);
    }
    List<RequestMatcher.Match> reviewing = matched(matches, RequestEffect.REVIEW);
    if (!reviewing.isEmpty()) {
      int approvers =
          reviewing.stream().mapToInt(match -> match.rule().approvers()).max().orElse(1);
      return new RequestDecision.Review(
          approvers, demands(reviewing), ids(reviewing), reasons(reviewing), verdicts);
    }
    return new RequestDecision.Reject(
        List.of(), "No rule allows this request." + nearest(matches), verdicts);
  }

  private static RequestDecision emergency(
      List<RequestMatcher.Match> breaking, List<RuleVerdict> verdicts) {
    return breaking.isEmpty()
        ? new RequestDecision.Reject(
            List.of(),
            "No rule lets you break the glass for this; ask for access in the ordinary way.",
            verdicts)
        : new RequestDecision.Approve(ids(breaking), reasons(breaking), verdicts);
  }

  private static List<RequestDecision.Demand> demands(List<RequestMatcher.Match> reviewing) {
    return reviewing.stream()
        .map(RequestMatcher.Match::rule)
        .map(rule -> new RequestDecision.Demand(rule.id(), rule.approvers(), rule.approvedBy()))
        .toList();
  }

  private static Optional<String> invalid(GrantRequestFacts request) {
    if (request.purpose().isBlank()) {
      return Optional.of("A request says what the access is for; state a purpose.");
    }
    if (request.relations().isEmpty() || request.actions().isEmpty()) {
      return Optional.of("A request names relations and actions; choose at least one of each.");
    }
    if (request.minutes() < 1) {
      return Optional.of("A request is for at least one minute.");
    }
    try {
      request.relations().forEach(RelationPattern::parse);
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private static Optional<String> tooLong(GrantRequestFacts request) {
    if (request.minutes() > MAX_MINUTES) {
      return Optional.of("Access is for 8 hours at most; ask for less.");
    }
    if (request.breakGlass() && request.minutes() > MAX_BREAK_GLASS_MINUTES) {
      return Optional.of("An emergency's access is for 30 minutes at most; ask for less.");
    }
    boolean writes = request.actions().stream().anyMatch(action -> action != Action.READ);
    boolean production = request.source().environment() == Environment.PRODUCTION;
    if (request.minutes() > MAX_SENSITIVE_MINUTES
        && ((production && writes) || !request.unmask().isEmpty())) {
      return Optional.of(
          "Writing in production and unmasked data are for 60 minutes at most; ask for less.");
    }
    return Optional.empty();
  }

  private static List<RequestMatcher.Match> matched(
      List<RequestMatcher.Match> matches, RequestEffect effect) {
    return matches.stream().filter(m -> m.matched() && m.rule().effect() == effect).toList();
  }

  private static List<String> ids(List<RequestMatcher.Match> matches) {
    return matches.stream().map(match -> match.rule().id()).toList();
  }

  private static String reasons(List<RequestMatcher.Match> matches) {
    return matches.stream()
        .map(match -> match.rule().reason() + " (Rule " + match.rule().id() + ".)")
        .collect(Collectors.joining(" "));
  }

  private static String nearest(List<RequestMatcher.Match> matches) {
    String misses =
        matches.stream()
            .filter(match -> match.rule().effect() != RequestEffect.DENY)
            .filter(match -> match.rule().effect() != RequestEffect.BREAK_GLASS)
            .sorted(Comparator.comparingInt(match -> match.misses().size()))
            .limit(3)
            .map(match -> match.rule().id() + " (" + String.join("; ", match.misses()) + ")")
            .collect(Collectors.joining(", "));
    return misses.isEmpty() ? "" : " Nearest: " + misses + ".";
  }
}

package dev.gatehouse.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.decision.GrantDecider;
import dev.gatehouse.core.decision.GrantRequestFacts;
import dev.gatehouse.core.decision.RequestDecision;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.PolicySet;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the demo's policy says of requests, case by case. */
class DemoPolicyTest {
  private static final Set<Action> READ = Set.of(Action.READ);
  private static final Set<Action> WRITE = Set.of(Action.READ, Action.DELETE);
  private PolicySet policy;

  @BeforeEach
  void read() throws Exception {
    try (InputStream in = DemoStack.class.getResourceAsStream("policy.yaml")) {
      policy = PolicySet.parse(Objects.requireNonNull(in).readAllBytes());
    }
  }

  @Test
  void anHourOfMaskedReadingInProductionIsApprovedByARule() {
    RequestDecision decision = ask("analysts", Environment.PRODUCTION, READ, Set.of(), 60);
    assertThat(decision).isInstanceOf(RequestDecision.Approve.class);
    assertThat(decision.ruleIds()).containsExactly("production-reading-for-an-hour");
  }

  @Test
  void anythingMoreInProductionWaitsForTheReviewer() {
    assertThat(ask("analysts", Environment.PRODUCTION, READ, Set.of(), 61))
        .isInstanceOf(RequestDecision.Review.class);
    assertThat(ask("analysts", Environment.PRODUCTION, READ, Set.of("pii.email"), 30))
        .isInstanceOf(RequestDecision.Review.class);
    assertThat(ask("dbas", Environment.PRODUCTION, WRITE, Set.of(), 60))
        .isInstanceOf(RequestDecision.Review.class);
  }

  @Test
  void stagingIsFreer() {
    assertThat(ask("analysts", Environment.STAGING, READ, Set.of(), 480))
        .isInstanceOf(RequestDecision.Approve.class);
    assertThat(ask("dbas", Environment.STAGING, WRITE, Set.of(), 240))
        .isInstanceOf(RequestDecision.Approve.class);
  }

  @Test
  void whatNobodyAllowedIsRejected() {
    assertThat(ask("analysts", Environment.PRODUCTION, WRITE, Set.of(), 30))
        .isInstanceOf(RequestDecision.Reject.class);
    assertThat(ask("analysts", Environment.STAGING, WRITE, Set.of(), 30))
        .isInstanceOf(RequestDecision.Reject.class);
    assertThat(ask("reviewers", Environment.STAGING, READ, Set.of(), 30))
        .isInstanceOf(RequestDecision.Reject.class);
    assertThat(ask("policy-authors", Environment.STAGING, READ, Set.of(), 30))
        .isInstanceOf(RequestDecision.Reject.class);
    assertThat(ask("dbas", Environment.PRODUCTION, READ, Set.of("payment.account"), 30))
        .isInstanceOf(RequestDecision.Reject.class);
  }

  private RequestDecision ask(
      String group, Environment environment, Set<Action> actions, Set<String> unmask, int minutes) {
    return GrantDecider.decide(
        new GrantRequestFacts(
            new DataSourceId("shop", environment, Dialect.POSTGRESQL, "shop"),
            Set.of("shop.*"),
            actions,
            unmask,
            ExportFormat.NONE,
            minutes,
            "Quarterly revenue",
            ""),
        Principal.person("http://127.0.0.1", "demo-x", "x", Set.of(group)),
        policy,
        Instant.parse("2026-06-01T09:00:00Z"));
  }
}

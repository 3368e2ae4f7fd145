package dev.gatehouse.core.decision;

import static dev.gatehouse.core.decision.Scenes.ANN;
import static dev.gatehouse.core.decision.Scenes.CARD;
import static dev.gatehouse.core.decision.Scenes.EMAIL;
import static dev.gatehouse.core.decision.Scenes.ID;
import static dev.gatehouse.core.decision.Scenes.NOW;
import static dev.gatehouse.core.decision.Scenes.PHONE;
import static dev.gatehouse.core.decision.Scenes.PRODUCTION;
import static dev.gatehouse.core.decision.Scenes.STAGING;
import static dev.gatehouse.core.decision.Scenes.TOTAL;
import static dev.gatehouse.core.decision.Scenes.decide;
import static dev.gatehouse.core.decision.Scenes.grant;
import static dev.gatehouse.core.decision.Scenes.output;
import static dev.gatehouse.core.decision.Scenes.outputs;
import static dev.gatehouse.core.decision.Scenes.policy;
import static dev.gatehouse.core.decision.Scenes.select;
import static dev.gatehouse.core.decision.Scenes.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.Lineage;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.MaskKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeciderTest {
  private static final RelationName ORDERS = new RelationName("shop", "orders");

  @Test
  void openColumnsRunUnderThePlainRole() {
    Decision decision = decide(select(ID, TOTAL), grant(Action.READ), policy());

    Decision.Allow allow = (Decision.Allow) decision;
    assertThat(allow.obligations().role()).isEqualTo(FloorRole.PLAIN);
    assertThat(allow.obligations().redactErrors()).isFalse();
    assertThat(allow.obligations().rowLimit()).isEqualTo(1000);
    assertThat(allow.obligations().export()).isEqualTo(ExportFormat.CSV);
    assertThat(allow.reason()).isEqualTo("Analysts may read the shop. (Rule read-shop.)");
    assertThat(allow.policyDigest()).isEqualTo(policy().digest());
  }

  @Test
  void aMaskedColumnGetsItsMaskAndTheSensitiveRole() {
    Decision decision = decide(select(ID, EMAIL), grant(Action.READ), policy());

    Obligations obligations = ((Decision.AllowMasked) decision).obligations();
    assertThat(obligations.role()).isEqualTo(FloorRole.SENSITIVE);
    assertThat(obligations.redactErrors()).isTrue();
    assertThat(obligations.masks())
        .containsExactly(
            new ColumnMask(0, "id", MaskKind.NONE, ""),
            new ColumnMask(1, "email", MaskKind.EMAIL, "pii.email → email"));
  }

  @Test
  void lineageDecidesTheMask() {
    assertThat(mask(new Lineage.Derived(Set.of(ID, EMAIL)))).isEqualTo(MaskKind.REDACT);
    assertThat(mask(new Lineage.Derived(Set.of(ID)))).isEqualTo(MaskKind.NONE);
    assertThat(mask(new Lineage.Presence(Set.of(EMAIL)))).isEqualTo(MaskKind.NONE);
    assertThat(mask(new Lineage.Presence(Set.of(CARD)))).isEqualTo(MaskKind.REDACT);
    assertThat(mask(new Lineage.Constant())).isEqualTo(MaskKind.NONE);
    assertThat(mask(any(new Lineage.Direct(ID), new Lineage.Direct(EMAIL))))
        .isEqualTo(MaskKind.EMAIL);
    assertThat(mask(any(new Lineage.Direct(PHONE), new Lineage.Direct(EMAIL))))
        .isEqualTo(MaskKind.REDACT);
    assertThat(mask(any(any(new Lineage.Constant(), new Lineage.Direct(PHONE)))))
        .isEqualTo(MaskKind.SHOW_LAST_4);
  }

  @Test
  void aGrantThatUnmasksShowsTheValueButStillNeedsTheSensitiveRole() {
    Decision decision =
        decide(
            select(EMAIL, PHONE),
            grant(PRODUCTION, Set.of("shop.*"), Set.of("pii.email"), Action.READ),
            policy());

    Obligations obligations = ((Decision.AllowMasked) decision).obligations();
    assertThat(obligations.masks())
        .extracting(ColumnMask::mask)
        .containsExactly(MaskKind.NONE, MaskKind.SHOW_LAST_4);
    assertThat(obligations.role()).isEqualTo(FloorRole.SENSITIVE);
    assertThat(obligations.redactErrors()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColumnUse.Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REFERENCE", "PRESENCE", "WRITE_SOURCE", "WRITE_TARGET"})
  void everyUseOfAMaskedColumnIsDeniedAndTheSameUseOfAnOpenOneIsNot(ColumnUse.Kind kind) {
    Decision masked = decide(select(uses(EMAIL, kind), outputs(ID)), grant(Action.READ), policy());
    Decision open = decide(select(uses(TOTAL, kind), outputs(ID)), grant(Action.READ), policy());

    assertThat(masked).isInstanceOf(Decision.Deny.class);
    assertThat(masked.reason()).contains("shop.customers.email").contains("pii.email → email");
    assertThat(open).isInstanceOf(Decision.Allow.class);
  }

  @Test
  void presenceIsOpenUnlessTheTagForbids() {
    assertThat(
            decide(
                select(uses(EMAIL, ColumnUse.Kind.PRESENCE), outputs(ID)),
                grant(Action.READ),
                policy()))
        .isInstanceOf(Decision.Allow.class);
    assertThat(
            decide(
                select(uses(CARD, ColumnUse.Kind.PRESENCE), outputs(ID)),
                grant(Action.READ),
                policy()))
        .isInstanceOf(Decision.Deny.class);
  }

  @Test
  void aRuleMayAllowToLinkALinkableTagAndNothingElse() {
    String rule =
        """
          - id: link
            effect: allow_inference
            who: { groups: [analysts] }
            what: { tags: [pii.email] }
            reason: Addresses may be looked up.
        """;

    assertThat(decideUse(EMAIL, ColumnUse.Kind.EQUALITY, rule)).isInstanceOf(Decision.Allow.class);
    assertThat(decideUse(EMAIL, ColumnUse.Kind.JOIN, rule)).isInstanceOf(Decision.Allow.class);
    assertThat(decideUse(EMAIL, ColumnUse.Kind.PREDICATE, rule)).isInstanceOf(Decision.Deny.class);
    assertThat(decideUse(EMAIL, ColumnUse.Kind.ORDERING, rule)).isInstanceOf(Decision.Deny.class);
    assertThat(decideUse(PHONE, ColumnUse.Kind.EQUALITY, rule)).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void copyingMaskedValuesIsDeniedEvenWhereTheGrantUnmasksThem() {
    var facts =
        write(
            StatementKind.UPDATE, ORDERS, false, new ColumnUse(EMAIL, ColumnUse.Kind.WRITE_SOURCE));
    var grant =
        grant(PRODUCTION, Set.of("shop.*"), Set.of("pii.email"), Action.READ, Action.UPDATE);

    Decision decision = decide(facts, grant, policy());

    assertThat(decision).isInstanceOf(Decision.Deny.class);
    assertThat(decision.reason()).contains("to another place");
  }

  @Test
  void writingToAMaskedColumnRunsUnderThePlainRoleWithRedactedErrors() {
    var facts =
        write(
            StatementKind.UPDATE,
            EMAIL.relation(),
            false,
            new ColumnUse(EMAIL, ColumnUse.Kind.WRITE_TARGET),
            new ColumnUse(ID, ColumnUse.Kind.EQUALITY));

    Decision decision = decide(facts, grant(Action.READ, Action.UPDATE), policy());

    Obligations obligations = ((Decision.Allow) decision).obligations();
    assertThat(obligations.role()).isEqualTo(FloorRole.PLAIN);
    assertThat(obligations.redactErrors()).isTrue();
  }

  @Test
  void whatNoRuleAllowsIsDeniedWithTheNearestMisses() {
    Decision decision =
        decide(
            select(ColumnRef.of("hr", "salaries", "id")),
            grant(PRODUCTION, Set.of("*.*"), Set.of(), Action.READ),
            policy());

    assertThat(decision).isInstanceOf(Decision.Deny.class);
    assertThat(decision.reason())
        .startsWith("No rule allows read on hr.salaries. Nearest: read-shop (it is about shop.*)");
    assertThat(decision.verdicts())
        .extracting(RuleVerdict::outcome)
        .containsOnly(RuleVerdict.Outcome.NOT_MATCHED);
  }

  @Test
  void anEmptyPolicyDeniesEverything() throws Exception {
    var empty = dev.gatehouse.core.policy.PolicySet.parse("version: 1");

    assertThat(decide(select(ID), grant(Action.READ), empty).reason())
        .isEqualTo("No rule allows read on shop.customers.");
  }

  @Test
  void theGrantMustCoverRelationActionPersonAndTime() {
    var facts = write(StatementKind.DELETE, ORDERS, true);

    assertThat(decide(facts, grant(Action.READ), policy()).reason())
        .isEqualTo(
            "The grant allows read on shop.*, not delete on shop.orders; ask for access that"
                + " includes it.");
    assertThat(
            decide(
                    select(ID),
                    grant(PRODUCTION, Set.of("shop.orders"), Set.of(), Action.READ),
                    policy())
                .reason())
        .contains("not read on shop.customers");
    Principal eve = Principal.person("https://idp", "eve", "eve", Set.of("analysts"));
    assertThat(
            Decider.decide(select(ID), eve, grant(Action.READ), policy(), Scenes.catalog(), NOW)
                .reason())
        .contains("belongs to somebody else");
    var late = grant(Action.READ).end();
    assertThat(
            Decider.decide(select(ID), ANN, grant(Action.READ), policy(), Scenes.catalog(), late)
                .reason())
        .contains("The grant ended at");
  }

  @Test
  void aDestructiveStatementAsksAndInProductionForTheName() {
    var facts = write(StatementKind.DELETE, ORDERS, true);
    var here = grant(PRODUCTION, Set.of("shop.*"), Set.of(), Action.DELETE);
    var there = grant(STAGING, Set.of("shop.*"), Set.of(), Action.DELETE);

    assertThat(((Decision.Confirm) decide(facts, here, policy())).typedName()).isEqualTo("orders");
    assertThat(((Decision.Confirm) decide(facts, there, policy())).typedName()).isEmpty();
  }

  @Test
  void denyOverridesWhateverTheOrder() {
    String deny =
        """
          - id: no-cards
            effect: deny
            what: { tags: [pci.card] }
            reason: Nobody reads cards.
        """;

    Decision decision = decide(select(CARD), grant(Action.READ), policy(deny));

    assertThat(decision.reason()).isEqualTo("Nobody reads cards. (Rule no-cards.)");
    assertThat(decide(select(ID), grant(Action.READ), policy(deny)))
        .isInstanceOf(Decision.Allow.class);
  }

  @Test
  void aConditionThatFailsDenies() {
    String rule =
        """
          - id: odd
            effect: confirm
            when: "int(grant.ticket) > 5"
            reason: Odd tickets are confirmed.
        """;

    Decision decision = decide(select(ID), grant(Action.READ), policy(rule));

    assertThat(decision).isInstanceOf(Decision.Deny.class);
    assertThat(decision.reason()).contains("odd could not be evaluated");
    assertThat(decision.verdicts().getLast().outcome()).isEqualTo(RuleVerdict.Outcome.ERROR);
    assertThat(decision.verdicts()).hasSize(3);
  }

  @Test
  void overlappingLimitsTakeTheStrictest() {
    String rule =
        """
          - id: less
            effect: allow
            who: { groups: ["*"] }
            what: { relations: ["*.customers"], actions: [read] }
            limits: { rows: 10, export: none }
            reason: Few customers at a time.
        """;

    Decision.Allow decision = (Decision.Allow) decide(select(ID), grant(Action.READ), policy(rule));

    assertThat(decision.obligations().rowLimit()).isEqualTo(10);
    assertThat(decision.obligations().export()).isEqualTo(ExportFormat.NONE);
  }

  @Test
  void approvalComesBeforeConfirmation() {
    String rules =
        """
          - id: ask
            effect: needs_approval
            what: { destructive: true }
            reason: Somebody else looks first.
        """;
    var facts = write(StatementKind.DELETE, ORDERS, true);

    assertThat(decide(facts, grant(Action.DELETE), policy(rules)))
        .isInstanceOf(Decision.NeedsApproval.class);
    Decider decider = new Decider(policy(rules), Scenes.catalog());
    assertThat(decider.decide(facts, ANN, grant(Action.DELETE), true, NOW))
        .isInstanceOf(Decision.Confirm.class);
    assertThat(decider.decide(facts, ANN, grant(Action.READ), true, NOW))
        .isInstanceOf(Decision.Deny.class);
  }

  @Test
  void aRuleThatTakesAwayAlsoHoldsForAnAgentOfWhomItNames() {
    String rule =
        """
          - id: not-ann
            effect: deny
            who: { subjects: [ann] }
            reason: Not Ann.
        """;
    Principal bot =
        new Principal("https://idp", "bot", "bot", Set.of("analysts"), Optional.of(ANN));
    var grant = grant(Action.READ);
    var botGrant =
        new dev.gatehouse.core.grant.Grant(
            grant.id(),
            bot,
            grant.source(),
            grant.relations(),
            grant.actions(),
            grant.unmask(),
            grant.export(),
            0,
            "p",
            "t",
            grant.start(),
            grant.end(),
            List.of(),
            List.of(),
            "");

    assertThat(
            Decider.decide(select(ID), bot, botGrant, policy(rule), Scenes.catalog(), NOW).reason())
        .contains("Not Ann.");
  }

  private static Decision decideUse(ColumnRef column, ColumnUse.Kind kind, String rule) {
    return decide(select(uses(column, kind), outputs(ID)), grant(Action.READ), policy(rule));
  }

  private static Set<ColumnUse> uses(ColumnRef column, ColumnUse.Kind kind) {
    return Set.of(new ColumnUse(column, kind));
  }

  private static Lineage any(Lineage... branches) {
    return new Lineage.AnyOf(Set.of(branches));
  }

  private static MaskKind mask(Lineage lineage) {
    Decision decision =
        decide(select(Set.of(), List.of(output(lineage))), grant(Action.READ), policy());
    return switch (decision) {
      case Decision.Allow allow -> allow.obligations().masks().getFirst().mask();
      case Decision.AllowMasked masked -> masked.obligations().masks().getFirst().mask();
      case Decision.Confirm c -> throw new AssertionError(c.reason());
      case Decision.NeedsApproval n -> throw new AssertionError(n.reason());
      case Decision.Deny d -> throw new AssertionError(d.reason());
    };
  }
}

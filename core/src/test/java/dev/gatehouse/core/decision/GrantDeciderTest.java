package dev.gatehouse.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicySet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantDeciderTest {
  private static final PolicySet POLICY =
      parse(
          """
          version: 1
          tags:
            - { columns: "*.customers.email", tag: pii.email }
            - { columns: "*.cards.number", tag: pci.card }
          masks:
            - { tag: pii.email, mask: email }
            - { tag: pci.card, mask: redact }
          grants:
            - id: read-shop-for-an-hour
              effect: approve
              who: { groups: [analysts] }
              what: { environment: prod, relations: ["shop.*"], actions: [read] }
              max_minutes: 60
              max_export: csv
              reason: Reading the shop with masks is granted at once.
            - id: look-closer
              effect: review
              who: { groups: [analysts] }
              what: { relations: ["*.*"], actions: [read, update], unmask: [pii.email] }
              reason: A reviewer looks at anything more.
            - id: four-eyes-for-updates
              effect: review
              who: { groups: [analysts] }
              what: { relations: ["*.*"], actions: [read, update], unmask: [pii.email] }
              when: "'update' in request.actions"
              approvers: 2
              reason: Two people look at writes.
            - id: no-cards
              effect: deny
              what: { relations: ["*.cards"], unmask: [pci.card] }
              reason: Card numbers are never unmasked.
            - id: no-hr
              effect: deny
              what: { relations: ["hr.*"] }
              reason: Salaries are not in reach.
          """);

  @Test
  void whatARuleApprovesIsGrantedAtOnce() {
    RequestDecision decision = decide("shop.*", 60, Set.of(), Action.READ);

    assertThat(decision).isInstanceOf(RequestDecision.Approve.class);
    assertThat(decision.ruleIds()).containsExactly("read-shop-for-an-hour");
    assertThat(decision.verdicts()).hasSize(5);
  }

  @Test
  void anythingMoreWaitsForAReviewer() {
    assertThat(decide("shop.*", 61, Set.of(), Action.READ))
        .isInstanceOf(RequestDecision.Review.class);
    assertThat(decide("sales.orders", 30, Set.of(), Action.READ))
        .isInstanceOf(RequestDecision.Review.class);
    assertThat(decide("shop.customers", 30, Set.of("pii.email"), Action.READ))
        .isInstanceOf(RequestDecision.Review.class);
  }

  @Test
  void theMostApproversOfAllMatchingReviewsCount() {
    RequestDecision.Review review =
        (RequestDecision.Review) decide("shop.orders", 30, Set.of(), Action.READ, Action.UPDATE);

    assertThat(review.approvers()).isEqualTo(2);
    assertThat(review.ruleIds()).containsExactly("look-closer", "four-eyes-for-updates");
  }

  @Test
  void aDenialIsMetByAnyPartOfTheRequest() {
    assertThat(decide("*.*", 30, Set.of(), Action.READ).reason())
        .isEqualTo("Salaries are not in reach. (Rule no-hr.)");
    assertThat(decide("h*.*", 30, Set.of(), Action.READ))
        .isInstanceOf(RequestDecision.Reject.class);
    assertThat(decide("shop.cards", 30, Set.of("pci.card"), Action.READ).reason())
        .contains("never unmasked");
  }

  @Test
  void withoutARuleTheNearestMissesAreTold() {
    RequestDecision decision = decide("shop.orders", 30, Set.of(), Action.DDL);

    assertThat(decision).isInstanceOf(RequestDecision.Reject.class);
    assertThat(decision.reason()).startsWith("No rule allows this request. Nearest: ");
    assertThat(decision.reason()).contains("read-shop-for-an-hour (it covers read)");
  }

  @Test
  void nothingOutlivesEightHoursAndWritesInProductionOneHour() {
    assertThat(decide("shop.*", 481, Set.of(), Action.READ).reason()).contains("8 hours");
    assertThat(decide("shop.orders", 61, Set.of(), Action.READ, Action.UPDATE).reason())
        .contains("60 minutes");
    assertThat(decide("shop.customers", 61, Set.of("pii.email"), Action.READ).reason())
        .contains("60 minutes");
    assertThat(
            decide(
                Scenes.STAGING,
                Scenes.ANN,
                "shop.orders",
                480,
                Set.of(),
                "why",
                ExportFormat.NONE,
                Action.UPDATE))
        .isInstanceOf(RequestDecision.Review.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "", "a.b.c", "shop."})
  void patternsThatCannotBeReadAreRejected(String pattern) {
    assertThat(decide(pattern, 30, Set.of(), Action.READ))
        .isInstanceOf(RequestDecision.Reject.class);
  }

  @Test
  void aRequestWithoutAPurposeIsRejected() {
    assertThat(
            decide(
                    Scenes.PRODUCTION,
                    Scenes.ANN,
                    "shop.*",
                    30,
                    Set.of(),
                    " ",
                    ExportFormat.NONE,
                    Action.READ)
                .reason())
        .contains("state a purpose");
  }

  @Test
  void moreExportThanTheRuleSaysIsNotApprovedAtOnce() {
    assertThat(
            decide(
                Scenes.PRODUCTION,
                Scenes.ANN,
                "shop.*",
                30,
                Set.of(),
                "why",
                ExportFormat.ANY,
                Action.READ))
        .isInstanceOf(RequestDecision.Review.class);
  }

  @Test
  void anAgentGetsNothingFromItsHumansGroups() {
    Principal bot =
        new Principal("https://idp", "bot", "bot", Set.of("bots"), Optional.of(Scenes.ANN));

    assertThat(
            decide(
                Scenes.PRODUCTION,
                bot,
                "shop.*",
                30,
                Set.of(),
                "why",
                ExportFormat.NONE,
                Action.READ))
        .isInstanceOf(RequestDecision.Reject.class);
  }

  private static final PolicySet EMERGENCY =
      parse(
          """
          version: 1
          grants:
            - id: dbas-at-once
              effect: approve
              who: { groups: [analysts] }
              what: { relations: ["shop.*"], actions: [read] }
              max_rows: 100
              reason: A hundred rows are shown at once.
            - id: leads-decide
              effect: review
              who: { groups: [analysts] }
              what: { relations: ["shop.*"], actions: [read, update] }
              approvers: 2
              approved_by: { groups: [leads] }
              reason: Two leads decide.
            - id: the-owner-decides
              effect: review
              who: { groups: [analysts] }
              what: { relations: ["shop.*"], actions: [read, update] }
              approved_by: { subjects: [olga] }
              reason: The owner decides.
            - id: break-glass
              effect: break_glass
              who: { groups: [analysts] }
              what: { relations: ["shop.*"], actions: [read, update] }
              max_minutes: 15
              reason: In an emergency.
            - id: never-at-all
              effect: deny
              what: { relations: ["shop.cards"] }
              reason: Never.
          """);

  private static RequestDecision emergency(
      String relations, int minutes, long rows, boolean breakGlass) {
    return GrantDecider.decide(
        new GrantRequestFacts(
            Scenes.PRODUCTION,
            Set.of(relations),
            Set.of(Action.READ),
            Set.of(),
            ExportFormat.NONE,
            minutes,
            "why",
            "",
            rows,
            breakGlass),
        Scenes.ANN,
        EMERGENCY,
        Scenes.NOW);
  }

  @Test
  void aBrokenGlassIsGrantedAtOnceByItsOwnRuleAlone() {
    assertThat(emergency("shop.orders", 15, 0, true).ruleIds()).containsExactly("break-glass");
    assertThat(emergency("shop.orders", 15, 0, true)).isInstanceOf(RequestDecision.Approve.class);
    assertThat(emergency("shop.orders", 15, 0, false)).isInstanceOf(RequestDecision.Review.class);
    assertThat(emergency("shop.orders", 16, 10, true).reason()).contains("ordinary way");
    assertThat(emergency("shop.orders", 31, 0, true).reason()).contains("30 minutes at most");
    assertThat(emergency("shop.cards", 5, 0, true).reason()).contains("Never");
  }

  @Test
  void aRowCapIsPartOfWhatARuleCovers() {
    assertThat(emergency("shop.orders", 60, 100, false))
        .isInstanceOf(RequestDecision.Approve.class);
    assertThat(emergency("shop.orders", 60, 101, false)).isInstanceOf(RequestDecision.Review.class);
    assertThat(emergency("shop.orders", 60, 0, false)).isInstanceOf(RequestDecision.Review.class);
  }

  @Test
  void everyMatchingReviewSaysHowManyAndWhoMustApprove() {
    RequestDecision.Review review = (RequestDecision.Review) emergency("shop.orders", 60, 0, false);

    assertThat(review.demands())
        .extracting(d -> d.ruleId() + " " + d.approvers() + " " + d.by().words())
        .containsExactly("leads-decide 2 groups leads", "the-owner-decides 1 subjects olga");
  }

  private static RequestDecision decide(
      String relations, int minutes, Set<String> unmask, Action... actions) {
    return decide(
        Scenes.PRODUCTION,
        Scenes.ANN,
        relations,
        minutes,
        unmask,
        "why",
        ExportFormat.CSV,
        actions);
  }

  private static RequestDecision decide(
      DataSourceId source,
      Principal who,
      String relations,
      int minutes,
      Set<String> unmask,
      String purpose,
      ExportFormat export,
      Action... actions) {
    GrantRequestFacts request =
        new GrantRequestFacts(
            source, Set.of(relations), Set.of(actions), unmask, export, minutes, purpose, "");
    return GrantDecider.decide(request, who, POLICY, Scenes.NOW);
  }

  private static PolicySet parse(String yaml) {
    try {
      return PolicySet.parse(yaml);
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }
}

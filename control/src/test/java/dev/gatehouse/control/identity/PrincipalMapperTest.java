package dev.gatehouse.control.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.control.api.SignInHints;
import dev.gatehouse.control.config.IdentityConfig;
import dev.gatehouse.control.config.IdentityConfig.People;
import dev.gatehouse.control.config.IdentityConfig.ServiceAccount;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.core.identity.Principal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom checked claims are of, and which of Gatehouse's groups they are in. */
class PrincipalMapperTest {
  private static final People PEOPLE =
      new People(
          Map.of("hd", "example.com"),
          Map.of("mia@example.com", Set.of("reviewers")),
          Map.of("svc-1", new ServiceAccount("nightly report", Set.of("analysts"))));

  @Test
  void groupsOfTheTokenAreMappedAndOthersDropped() {
    assertThat(map(PEOPLE, person().claim("groups", List.of("sql", "cooks"))).groups())
        .containsExactly("analysts");
  }

  @Test
  void anAccountOutsideTheCompanyIsRefused() {
    refused(person().claim("hd", "evil.example"), "'hd'");
    refused(person().claim("hd", null), "'hd'");
    refused(person().claim("hd", List.of("example.com")), "'hd'");
  }

  @Test
  void aListedAddressCountsOnlyWhenTheProviderVerifiedIt() {
    assertThat(
            map(PEOPLE, person().claim("email", "Mia@example.com").claim("email_verified", true))
                .groups())
        .containsExactly("reviewers");
    assertThat(
            map(PEOPLE, person().claim("email", "mia@example.com").claim("email_verified", false))
                .groups())
        .isEmpty();
    assertThat(map(PEOPLE, person().claim("email", "mia@example.com")).groups()).isEmpty();
  }

  @Test
  void groupsThatTheProviderLeftOutAreSaidRatherThanMissed() {
    refused(
        person().claim("_claim_names", Map.of("groups", "src1")),
        "more groups than the identity provider writes into a token");
    refused(person().claim("hasgroups", true), "app roles");
  }

  @Test
  void aReferenceToAnotherClaimIsNoOverage() {
    assertThat(map(PEOPLE, person().claim("_claim_names", Map.of("address", "src1"))).groups())
        .isEmpty();
  }

  @Test
  void aKnownServiceHasItsNameAndItsGroups() {
    Principal service = map(PEOPLE, person().subject("svc-1"));
    assertThat(service.name()).isEqualTo("nightly report");
    assertThat(service.groups()).containsExactly("analysts");
  }

  @Test
  void aServiceIsNeverAReviewerHoweverItsProviderMarksIt() {
    List<JWTClaimsSet.Builder> marks =
        List.of(
            person().claim("client_id", "ada"),
            person().claim("azp", "ada"),
            person().claim("cid", "ada"),
            person().claim("idtyp", "app"),
            person().claim("gty", "client-credentials"),
            person().claim("preferred_username", "service-account-report"));
    for (JWTClaimsSet.Builder mark : marks) {
      assertThat(map(PEOPLE, mark.claim("groups", List.of("sql", "deciders"))).groups())
          .containsExactly("analysts");
    }
    assertThat(
            map(PEOPLE, person().claim("azp", "app").claim("groups", List.of("deciders"))).groups())
        .containsExactly("reviewers");
  }

  @Test
  void anAgentIsThePrincipalAndThePersonStandsBehindIt() {
    Principal agent = map(PEOPLE, person().claim("act", Map.of("sub", "agent-7")));
    assertThat(agent.subject()).isEqualTo("agent-7");
    assertThat(agent.humanBehind().orElseThrow().subject()).isEqualTo("ada");
  }

  private static JWTClaimsSet.Builder person() {
    return new JWTClaimsSet.Builder().subject("ada").claim("hd", "example.com");
  }

  private static Principal map(People people, JWTClaimsSet.Builder claims) {
    IdentityConfig config =
        new IdentityConfig(
            URI.create("https://login.example.com"),
            "gatehouse",
            Set.of("gatehouse"),
            "openid",
            "groups",
            Map.of("sql", "analysts", "deciders", "reviewers"),
            SignInHints.NONE,
            people);
    return new PrincipalMapper(config).map(claims.build());
  }

  private static void refused(JWTClaimsSet.Builder claims, String because) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> map(PEOPLE, claims))
        .matches(e -> e.status() == 403)
        .withMessageContaining(because);
  }
}

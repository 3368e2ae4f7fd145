package dev.gatehouse.core.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GrantTokenTest {
  private static final String ISSUER = "http://127.0.0.1:7001";
  private static final String JKT = "thumbprint-of-the-client";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final ECKey KEY = key("k1");
  private static final JWKSet KEYS = new JWKSet(KEY.toPublicJWK());

  private final GrantVerifier verifier = new GrantVerifier(ISSUER);

  @Test
  void whatWasSignedIsReadBack() {
    Grant grant = grant();

    GrantVerification answer = verifier.verify(sign(grant), KEYS, JKT, NOW);

    assertThat(answer)
        .isEqualTo(new GrantVerification.Verified(grant, NOW.plus(Duration.ofMinutes(10))));
  }

  @Test
  void aTokenNeverOutlivesItsGrant() {
    Grant grant = endingAt(NOW.plusSeconds(90));

    assertThat(verifier.verify(sign(grant), KEYS, JKT, NOW))
        .isEqualTo(new GrantVerification.Verified(grant, NOW.plusSeconds(90)));
    assertThat(rejection(sign(grant), NOW.plusSeconds(90))).contains("Your access has ended");
    assertThatThrownBy(() -> sign(endingAt(NOW))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTokenIsWorthNothingWithAnotherClientsKeyServiceOrTime() {
    String token = sign(grant());

    assertThat(verifier.verify(token, KEYS, "another", NOW))
        .isEqualTo(
            new GrantVerification.Rejected(
                "The grant's token belongs to another device; ask for a new one."));
    assertThat(
            ((GrantVerification.Rejected)
                    new GrantVerifier("https://other").verify(token, KEYS, JKT, NOW))
                .sentence())
        .contains("another control service");
    assertThat(rejection(token, NOW.plusSeconds(600))).contains("Your access has ended");
    assertThat(rejection(token, NOW.minusSeconds(31))).contains("from the future");
    assertThat(verifier.verify(token, KEYS, JKT, NOW.minusSeconds(29)))
        .isInstanceOf(GrantVerification.Verified.class);
  }

  @Test
  void onlyTheServicesKeyAndEs256Count() throws Exception {
    JWTClaimsSet claims = SignedJWT.parse(sign(grant())).getJWTClaimsSet();
    SignedJWT other = new SignedJWT(header("k1"), claims);
    other.sign(new ECDSASigner(key("k1")));
    SignedJWT embedded =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(GrantToken.TYPE)
                .jwk(key("k2").toPublicJWK())
                .keyID("k2")
                .build(),
            claims);
    embedded.sign(new ECDSASigner(key("k2")));

    assertThat(rejection(other.serialize(), NOW)).contains("not signed by this control service");
    assertThat(rejection(embedded.serialize(), NOW)).contains("not signed");
    assertThat(rejection(new PlainJWT(claims).serialize(), NOW)).contains("cannot be read");
    String token = sign(grant());
    assertThat(rejection(token.substring(0, token.length() - 6), NOW)).isNotEmpty();
    assertThat(rejection("x".repeat(1_000_000), NOW)).contains("too long");
    assertThat(rejection("", NOW)).contains("cannot be read");
  }

  @Test
  void aTokenOfAnotherKindIsRefused() throws Exception {
    JWTClaimsSet claims = SignedJWT.parse(sign(grant())).getJWTClaimsSet();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID("k1").build(),
            claims);
    jwt.sign(new ECDSASigner(KEY));

    assertThat(rejection(jwt.serialize(), NOW)).contains("another kind");
  }

  @Test
  void missingUnknownAndContradictingClaimsAreRefused() throws Exception {
    assertThat(rejection(without("exp"), NOW)).contains("when it is valid");
    assertThat(rejection(without("iat"), NOW)).contains("when it is valid");
    assertThat(rejection(without("cnf"), NOW)).contains("another device");
    assertThat(rejection(without("sub"), NOW)).contains("two people");
    assertThat(rejection(without("grant"), NOW)).contains("cannot be read");
    for (String field : GrantClaim.write(grant()).keySet()) {
      assertThat(rejection(withGrant(claim -> remove(claim, field)), NOW))
          .as(field)
          .contains("cannot be read");
    }
    assertThat(rejection(withGrant(claim -> put(claim, "only_from", "10.0.0.0/8")), NOW))
        .contains("cannot be read");
    assertThat(rejection(withGrant(claim -> put(claim, "actions", List.of("EVERYTHING"))), NOW))
        .contains("cannot be read");
    assertThat(rejection(withGrant(claim -> put(claim, "row_cap", -1L)), NOW))
        .contains("cannot be read");
    assertThat(rejection(resigned(c -> c.expirationTime(Date.from(NOW.plusSeconds(601)))), NOW))
        .contains("valid for too long");
    assertThat(
            rejection(withGrant(claim -> put(claim, "end", NOW.plusSeconds(60).toString())), NOW))
        .contains("outlives its grant");
  }

  @Test
  void aPolicySignatureIsOfTheseBytesByThisServiceAsAPolicy() {
    byte[] policy = "version: 1\n".getBytes(StandardCharsets.UTF_8);
    String signature = PolicySignature.sign(policy, KEY);

    assertThat(PolicySignature.verifies(signature, policy, KEYS)).isTrue();
    assertThat(PolicySignature.verifies(signature, new byte[] {1}, KEYS)).isFalse();
    assertThat(PolicySignature.verifies(signature, policy, new JWKSet(key("k1")))).isFalse();
    assertThat(PolicySignature.verifies(signature, policy, new JWKSet())).isFalse();
    assertThat(PolicySignature.verifies("a..b", policy, KEYS)).isFalse();
    assertThat(PolicySignature.verifies("", policy, KEYS)).isFalse();
    assertThat(PolicySignature.verifies(sign(grant()), policy, KEYS)).isFalse();
  }

  private String rejection(String jwt, Instant now) {
    return switch (verifier.verify(jwt, KEYS, JKT, now)) {
      case GrantVerification.Rejected rejected -> rejected.sentence();
      case GrantVerification.Verified verified -> "verified";
    };
  }

  private static String without(String claim) throws Exception {
    return resigned(builder -> builder.claim(claim, null));
  }

  private static String withGrant(UnaryOperator<Map<String, Object>> change) throws Exception {
    Map<String, Object> claim = new HashMap<>(GrantClaim.write(grant()));
    return resigned(builder -> builder.claim("grant", change.apply(claim)));
  }

  private static String resigned(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    JWTClaimsSet claims = SignedJWT.parse(sign(grant())).getJWTClaimsSet();
    SignedJWT jwt =
        new SignedJWT(header("k1"), change.apply(new JWTClaimsSet.Builder(claims)).build());
    jwt.sign(new ECDSASigner(KEY));
    return jwt.serialize();
  }

  private static Map<String, Object> remove(Map<String, Object> claim, String field) {
    claim.remove(field);
    return claim;
  }

  private static Map<String, Object> put(Map<String, Object> claim, String field, Object value) {
    claim.put(field, value);
    return claim;
  }

  private static JWSHeader header(String kid) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(GrantToken.TYPE).keyID(kid).build();
  }

  private static String sign(Grant grant) {
    return GrantToken.sign(grant, ISSUER, JKT, NOW, KEY);
  }

  private static ECKey key(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Grant grant() {
    return endingAt(NOW.plus(Duration.ofHours(1)));
  }

  private static Grant endingAt(Instant end) {
    Principal human = Principal.person("https://idp", "h-1", "human@example.org", Set.of());
    return new Grant(
        "0123456789abcdef",
        new Principal("https://idp", "s-1", "ann", Set.of("analysts"), Optional.of(human)),
        new DataSourceId("shop", Environment.PRODUCTION, Dialect.POSTGRESQL, "shop"),
        Set.of("shop.*"),
        Set.of(Action.READ),
        Set.of(),
        ExportFormat.NONE,
        0,
        "month end",
        "",
        NOW.minusSeconds(60),
        end,
        List.of("rita"),
        List.of("r1"),
        "d".repeat(64),
        Set.of(StatementDigest.of("DELETE FROM shop.orders")));
  }

  @Test
  void anApprovalIsOfOneTextByteForByte() {
    String digest = StatementDigest.of("DELETE FROM shop.orders");

    assertThat(StatementDigest.of("DELETE FROM shop.orders ")).isNotEqualTo(digest);
    assertThat(StatementDigest.of("delete FROM shop.orders")).isNotEqualTo(digest);
    assertThat(StatementDigest.isOne(digest)).isTrue();
    assertThat(rejection(sign(grant().withApprovedStatements(Set.of("short"))), NOW)).isNotEmpty();
  }
}

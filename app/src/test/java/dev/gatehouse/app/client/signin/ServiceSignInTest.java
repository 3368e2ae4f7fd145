package dev.gatehouse.app.client.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client credentials against a provider over HTTP. */
class ServiceSignInTest {
  private static final String CLIENT = "nightly-report";
  private final String secret = UUID.randomUUID().toString();
  private Instant now = Instant.now();
  private ScriptedProvider provider;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    provider = new ScriptedProvider();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void aServiceSignsInWithASecretFromItsEnvironment() throws GatehouseException {
    provider.answersTokens(CLIENT, 300);
    assertThat(bySecret("env:REPORT_SECRET").token()).contains(".");
    var asked = provider.asked("/token").getFirst();
    assertThat(asked.form()).containsEntry("grant_type", "client_credentials");
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
    assertThat(asked.authorization()).isEqualTo(expected);
  }

  @Test
  void theTokenIsKeptUntilItEndsAndThenAskedForAgain() throws GatehouseException {
    provider.answersTokens(CLIENT, 300).answersTokens(CLIENT, 300);
    ProviderSession session = bySecret("env:REPORT_SECRET");
    String first = session.token();
    assertThat(session.token()).isEqualTo(first);
    now = now.plus(Duration.ofMinutes(4).plusSeconds(40));
    assertThat(session.token()).isNotEqualTo(first);
    assertThat(provider.asked("/token")).hasSize(2);
  }

  @Test
  void aSecretFileThatOthersMayReadIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), secret);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> bySecret("file:" + file).token())
        .withMessageContaining("chmod 600")
        .withMessageNotContaining(secret);
    assertThat(provider.asked("/token")).isEmpty();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    provider.answersTokens(CLIENT, 300);
    assertThat(bySecret("file:" + file).token()).contains(".");
  }

  @Test
  void aSecretItselfIsNoReference() {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> SecretReference.parse(secret))
        .matches(e -> e.kind() == Kind.BAD_INPUT)
        .withMessageNotContaining(secret);
  }

  @Test
  void aServiceSignsInWithAnEllipticKey() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_384).keyID("report-1").generate();
    provider.answersTokens(CLIENT, 300);
    byKey(key.toJSONString()).token();
    SignedJWT assertion = assertion();
    assertThat(assertion.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("report-1");
  }

  @Test
  void aServiceSignsInWithAKeyInPem() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    provider.answersTokens(CLIENT, 300);
    byKey(pem).token();
    SignedJWT assertion = assertion();
    assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic()))).isTrue();
    assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo(CLIENT);
    assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(provider.issuer());
  }

  @Test
  void aProviderThatWantsItsTokenEndpointAsAudienceGetsThat() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    provider.answers(401, "{\"error\":\"invalid_client\"}").answersTokens(CLIENT, 300);
    byKey(key.toJSONString()).token();
    String second = provider.asked("/token").getLast().form().get("client_assertion");
    assertThat(SignedJWT.parse(second).getJWTClaimsSet().getAudience())
        .containsExactly(provider.issuer() + "/token");
  }

  @Test
  void wrongCredentialsAreOneSentence() {
    provider.answers(401, "{\"error\":\"invalid_client\"}");
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> bySecret("env:REPORT_SECRET").token())
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN)
        .withMessageContaining("does not take this service's credentials")
        .withMessageNotContaining(secret);
  }

  @Test
  void anOpaqueTokenIsSaid() {
    provider.answers(200, "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\"}");
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> bySecret("env:REPORT_SECRET").token())
        .withMessageContaining("JWT");
  }

  @Test
  void aTextThatIsNoKeyIsSaid() {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> byKey("-----BEGIN RSA PRIVATE KEY-----").token())
        .matches(e -> e.kind() == Kind.BAD_INPUT)
        .withMessageContaining("PKCS #8");
  }

  private SignedJWT assertion() throws java.text.ParseException {
    var form = provider.asked("/token").getFirst().form();
    assertThat(form)
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    return SignedJWT.parse(form.get("client_assertion"));
  }

  private ProviderSession bySecret(String reference) throws GatehouseException {
    return new OidcService(
        provider.issuer(),
        ServiceCredentials.of(
            CLIENT, Optional.of(SecretReference.parse(reference)), Optional.empty(), ""),
        Map.of("REPORT_SECRET", secret),
        () -> now);
  }

  private ProviderSession byKey(String text) throws GatehouseException, IOException {
    return new OidcService(
        provider.issuer(),
        ServiceCredentials.of(
            CLIENT, Optional.empty(), Optional.of(SecretReference.parse("env:REPORT_KEY")), ""),
        Map.of("REPORT_KEY", text),
        () -> now);
  }
}

package dev.gatehouse.app.client.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.app.client.ClientConfig;
import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.client.Stack;
import dev.gatehouse.app.client.signin.IdentityProvider;
import dev.gatehouse.app.client.signin.IdentityProviders;
import dev.gatehouse.app.client.signin.MemoryTokenStore;
import dev.gatehouse.app.client.signin.ProviderSession;
import dev.gatehouse.app.client.signin.SecretReference;
import dev.gatehouse.app.client.signin.ServiceCredentials;
import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.ServiceInfo;
import dev.gatehouse.control.config.IdentityConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every way to sign in, at a real Keycloak, with the real client and the real control service. */
@Tag("keycloak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakTest {
  private KeycloakRealm realm;
  private ECKey serviceKey;
  private KeycloakServer keycloak;
  private Stack stack;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    this.folder = folder;
    serviceKey =
        new ECKeyGenerator(Curve.P_256)
            .keyID("audit-1")
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.ES256)
            .generate();
    realm = new KeycloakRealm(serviceKey);
    keycloak = KeycloakServer.start(realm, folder);
    stack =
        Stack.start(
            folder,
            new IdentityConfig(
                keycloak.issuer(),
                KeycloakRealm.CLIENT,
                Set.of(KeycloakRealm.AUDIENCE),
                "openid profile email",
                "groups",
                Map.of("sql-analysts", "analysts", "sql-reviewers", "reviewers")),
            keycloak);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void aPersonSignsInWithTheBrowserAndTheirGroupsBecomeRoles() throws GatehouseException {
    KeycloakBrowser browser = browser("ana");
    try (SignedIn ana = client("ana").withBrowser(browser)) {
      assertThat(ana.me().name()).isEqualTo("ana");
      assertThat(ana.me().roles()).containsExactly("analyst");
      assertThat(ana.sources()).hasSize(1);
    }
    try (SignedIn rex = client("rex").withBrowser(browser("rex"))) {
      assertThat(rex.me().roles()).containsExactly("reviewer");
      assertThat(rex.pending()).isEmpty();
    }
    assertThat(browser.lastPage()).contains("You can close this window");
  }

  @Test
  void whoIsInNoMappedGroupHasNoRole() throws GatehouseException {
    try (SignedIn nobody = client("nobody").withBrowser(browser("nobody"))) {
      assertThat(nobody.me().roles()).isEmpty();
      assertThatExceptionOfType(GatehouseException.class)
          .isThrownBy(nobody::pending)
          .matches(e -> e.kind() == Kind.NOT_PERMITTED);
    }
  }

  @Test
  void whereThereIsNoBrowserACodeOnAnotherDeviceSignsIn() throws GatehouseException {
    AtomicReference<DevicePrompt> shown = new AtomicReference<>();
    try (SignedIn ana =
        client("device")
            .withDevice(
                prompt -> {
                  shown.set(prompt);
                  browser("ana").accept(prompt.pageWithCode().orElseThrow());
                })) {
      assertThat(ana.me().roles()).containsExactly("analyst");
    }
    assertThat(shown.get().code()).matches("[A-Z]{4}-[A-Z]{4}");
    assertThat(shown.get().page().toString()).startsWith(keycloak.issuer().toString());
  }

  @Test
  void aServiceSignsInWithItsSecretAndIsNeverAReviewer() throws Exception {
    ServiceCredentials credentials = bySecret("REPORT_SECRET");
    GatehouseClient client = client("report");
    client.rememberService(credentials);
    try (SignedIn report = client.resume()) {
      assertThat(report.me().name()).isEqualTo("service-account-nightly-report");
      assertThat(report.me().roles()).as("its group would be one").containsExactly("analyst");
    }
  }

  @Test
  void aServiceSignsInWithItsKey() throws GatehouseException {
    ServiceCredentials credentials =
        ServiceCredentials.of(
            KeycloakRealm.KEY_SERVICE,
            Optional.empty(),
            Optional.of(SecretReference.parse("env:AUDIT_KEY")),
            "");
    try (SignedIn audit = client("audit").asService(credentials)) {
      assertThat(audit.me().roles()).containsExactly("analyst");
    }
  }

  @Test
  void aWrongSecretIsOneSentence() {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> client("wrong").asService(bySecret("WRONG_SECRET")))
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN)
        .withMessageContaining("does not take this service's credentials");
  }

  @Test
  void theTokenIsRenewedSilentlyAndAnOldRefreshTokenIsWorthNothing() throws Exception {
    MemoryTokenStore store = new MemoryTokenStore();
    AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    ProviderSession session = provider(store, later).withBrowser(browser("ana"));
    String first = session.token();
    String kept = store.load().orElseThrow();

    later.set(Duration.ofMinutes(2));
    String second = session.token();
    assertThat(second).isNotEqualTo(first);
    assertThat(SignedJWT.parse(second).getJWTClaimsSet().getSubject())
        .isEqualTo(SignedJWT.parse(first).getJWTClaimsSet().getSubject());
    assertThat(store.load().orElseThrow()).isNotEqualTo(kept);

    store.save(kept);
    later.set(Duration.ofMinutes(6));
    assertThatExceptionOfType(GatehouseException.class)
        .as("a refresh token that was used already")
        .isThrownBy(() -> provider(store, later).resume())
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN);
  }

  @Test
  void signingOutEndsTheSignInAndTheSessionInTheBrowser() throws Exception {
    MemoryTokenStore store = new MemoryTokenStore();
    AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    KeycloakBrowser browser = browser("ana");
    ProviderSession session = provider(store, later).withBrowser(browser);
    provider(new MemoryTokenStore(), later).withBrowser(browser);
    assertThat(browser.loginForms()).as("one session in the browser").isOne();
    String kept = store.load().orElseThrow();
    URI page = session.signOutPage().orElseThrow();

    session.forget();
    browser.accept(page);
    assertThat(browser.lastPage()).doesNotContain("We are sorry");
    assertThat(store.load()).isEmpty();

    store.save(kept);
    later.set(Duration.ofMinutes(2));
    assertThatExceptionOfType(GatehouseException.class)
        .as("a copy of the tokens")
        .isThrownBy(() -> provider(store, later).resume())
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN);
    provider(new MemoryTokenStore(), later).withBrowser(browser);
    assertThat(browser.loginForms()).as("the browser asks for the password again").isEqualTo(2);
  }

  @Test
  void aTokenOfKeycloakForAnotherApplicationIsRefused() throws GatehouseException {
    ServiceCredentials stray =
        ServiceCredentials.of(
            KeycloakRealm.STRAY,
            Optional.of(SecretReference.parse("env:REPORT_SECRET")),
            Optional.empty(),
            "");
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> client("stray").asService(stray))
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN)
        .withMessageContaining("another application");
  }

  private static ServiceCredentials bySecret(String name) throws GatehouseException {
    return ServiceCredentials.of(
        KeycloakRealm.SERVICE,
        Optional.of(SecretReference.parse("env:" + name)),
        Optional.empty(),
        "");
  }

  private KeycloakBrowser browser(String user) {
    return new KeycloakBrowser(user, realm.password());
  }

  private GatehouseClient client(String state) throws GatehouseException {
    return GatehouseClient.create(
        new ClientConfig(
            stack.control(), folder.resolve("state-" + state), Clock.systemUTC(), "test", false),
        Map.of(
            "REPORT_SECRET", realm.serviceSecret(),
            "WRONG_SECRET", KeycloakRealm.random(),
            "AUDIT_KEY", serviceKey.toJSONString()));
  }

  private IdentityProvider provider(MemoryTokenStore store, AtomicReference<Duration> later)
      throws GatehouseException {
    return IdentityProviders.of(
        new ServiceInfo(
            "1", keycloak.issuer().toString(), KeycloakRealm.CLIENT, "openid profile email", ""),
        store,
        () -> Instant.now().plus(later.get()));
  }
}

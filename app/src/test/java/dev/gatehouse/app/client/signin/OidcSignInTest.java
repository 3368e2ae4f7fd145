package dev.gatehouse.app.client.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.app.client.DemoBrowser;
import dev.gatehouse.app.demo.idp.DemoIdentityProvider;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ServiceInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-ins at a real provider over HTTP: the demo's. */
class OidcSignInTest {
  private final MemoryTokenStore store = new MemoryTokenStore();
  private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
  private DemoIdentityProvider provider;

  @BeforeEach
  void startTheProvider() throws IOException {
    provider = DemoIdentityProvider.start(0, Clock.systemUTC());
  }

  @AfterEach
  void stopTheProvider() {
    provider.close();
  }

  @Test
  void aPersonSignsInAndGetsATokenForTheControlService() throws Exception {
    DemoBrowser browser = new DemoBrowser("analyst");
    String token = client().withBrowser(browser).token();
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getAudience())
        .contains(DemoIdentityProvider.AUDIENCE);
    assertThat(subject(token)).isEqualTo("demo-analyst");
    assertThat(browser.lastPage()).contains("You can close this window");
  }

  @Test
  void theRequestUsesPkceStateAndNonceAndRedirectsToLoopback() throws GatehouseException {
    AtomicReference<URI> opened = new AtomicReference<>(URI.create(""));
    DemoBrowser browser = new DemoBrowser("analyst");
    client()
        .withBrowser(
            uri -> {
              opened.set(uri);
              browser.accept(uri);
            });
    assertThat(opened.get().getQuery())
        .contains("code_challenge_method=S256")
        .containsPattern("code_challenge=[A-Za-z0-9_-]{43}")
        .containsPattern("state=[A-Za-z0-9_-]{20,}")
        .containsPattern("nonce=[A-Za-z0-9_-]{20,}")
        .contains("response_type=code")
        .containsPattern("redirect_uri=http://127\\.0\\.0\\.1:\\d+/callback");
  }

  @Test
  void aForeignAnswerIsIgnoredAndTheRealOneStillCounts() throws Exception {
    DemoBrowser browser = new DemoBrowser("dba");
    Consumer<URI> attackedBrowser =
        uri -> {
          URI redirect = URI.create(parameter(uri, "redirect_uri"));
          assertThat(get(redirect + "?code=stolen&state=guessed")).isEqualTo(400);
          assertThat(get(redirect + "?error=access_denied&state=guessed")).isEqualTo(400);
          assertThat(get(redirect.resolve("/other").toString())).isEqualTo(404);
          browser.accept(uri);
        };
    assertThat(subject(client().withBrowser(attackedBrowser).token())).isEqualTo("demo-dba");
  }

  @Test
  void aRefusalOfTheProviderIsOneSentence() {
    Consumer<URI> refusing =
        uri -> {
          String answer =
              "?error=access_denied&error_description=%3Cscript%3E&iss="
                  + provider.issuer()
                  + "&state="
                  + parameter(uri, "state");
          assertThat(get(parameter(uri, "redirect_uri") + answer)).isEqualTo(400);
        };
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> client().withBrowser(refusing))
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN)
        .withMessageContaining("did not let you in")
        .withMessageNotContaining("script");
  }

  @Test
  void tokensAreRenewedSilentlyAndTheRefreshTokenRotates() throws Exception {
    ProviderSession session = client().withBrowser(new DemoBrowser("analyst"));
    String first = session.token();
    String kept = store.load().orElseThrow();
    assertThat(session.token()).isEqualTo(first);

    later.set(Duration.ofMinutes(30));
    String second = session.token();
    assertThat(second).isNotEqualTo(first);
    assertThat(subject(second)).isEqualTo("demo-analyst");
    assertThat(StoredTokens.fromJson(store.load().orElseThrow()).orElseThrow().refresh())
        .isNotEqualTo(StoredTokens.fromJson(kept).orElseThrow().refresh());
  }

  @Test
  void aKeptSignInGoesOnWithoutABrowser() throws Exception {
    client().withBrowser(new DemoBrowser("reviewer"));
    assertThat(subject(client().resume().token())).isEqualTo("demo-reviewer");
  }

  @Test
  void withoutAKeptSignInOneIsNotSignedIn() {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> client().resume())
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN);
  }

  @Test
  void aForgottenSignInCannotGoOnNotEvenWithACopyOfTheTokens() throws Exception {
    ProviderSession session = client().withBrowser(new DemoBrowser("analyst"));
    String copy = store.load().orElseThrow();
    session.forget();
    assertThat(store.load()).isEmpty();

    store.save(copy);
    later.set(Duration.ofMinutes(30));
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> client().resume())
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN);
    assertThat(store.load()).as("tokens that the provider refused are not kept").isEmpty();
  }

  @Test
  void aProviderThatIsDownIsNamed() {
    String issuer = provider.issuer().toString();
    provider.close();
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> client().withBrowser(uri -> {}))
        .matches(e -> e.kind() == Kind.CONTROL_UNREACHABLE)
        .withMessageContaining(issuer);
  }

  @Test
  void aProviderInTheClearIsRefused() {
    ServiceInfo info = new ServiceInfo("1", "http://idp.example.com", "client", "openid", "");
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> IdentityProviders.of(info, store, Instant::now).withBrowser(uri -> {}))
        .matches(e -> e.kind() == Kind.BAD_INPUT)
        .withMessageContaining("https://");
  }

  @Test
  void interruptingGivesTheSignInUp() throws Exception {
    AtomicReference<GatehouseException> ended = new AtomicReference<>();
    Thread person =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread self = Thread.currentThread();
                  try {
                    client().withBrowser(uri -> self.interrupt());
                  } catch (GatehouseException e) {
                    ended.set(e);
                  }
                });
    assertThat(person.join(Duration.ofSeconds(20))).isTrue();
    assertThat(ended.get()).hasMessageContaining("given up");
  }

  private IdentityProvider client() throws GatehouseException {
    ServiceInfo info =
        new ServiceInfo(
            "1",
            provider.issuer().toString(),
            DemoIdentityProvider.CLIENT_ID,
            DemoIdentityProvider.SCOPES,
            "");
    return IdentityProviders.of(info, store, () -> Instant.now().plus(later.get()));
  }

  private static String subject(String token) throws ParseException {
    return SignedJWT.parse(token).getJWTClaimsSet().getSubject();
  }

  private static String parameter(URI uri, String name) {
    for (String pair : uri.getQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError("There is no " + name + " in " + uri);
  }

  private static int get(String address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

package dev.gatehouse.app.client.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ServiceInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MSAL's own protocol, against a provider on loopback that speaks Entra ID's endpoints. */
class EntraSignInTest {
  private static final ServiceInfo INFO =
      new ServiceInfo(
          "1",
          EntraProvider.ISSUER,
          EntraProvider.CLIENT,
          "openid profile offline_access api://gatehouse/access",
          "");

  private final MemoryTokenStore store = new MemoryTokenStore();
  private EntraProvider entra;

  @BeforeEach
  void start() throws IOException {
    entra = new EntraProvider();
  }

  @AfterEach
  void stop() {
    entra.close();
  }

  @Test
  void theIssuerDecidesThatMsalSignsIn() {
    assertThat(EntraIdentityProvider.isEntra(EntraProvider.ISSUER)).isTrue();
    assertThat(EntraIdentityProvider.isEntra("https://login.microsoftonline.com.evil.example/x"))
        .isFalse();
    assertThat(EntraIdentityProvider.isEntra("https://idp.example.com")).isFalse();
  }

  @Test
  void aPersonSignsInWithPkceAndTheSignInIsKept() throws GatehouseException {
    ProviderSession session = provider().withBrowser(browser());
    assertThat(session.token()).isEqualTo("access-1");
    assertThat(provider().resume().token()).isEqualTo("access-1");
    assertThat(entra.tokenRequests()).hasSize(1);
  }

  @Test
  void aCodeThatWasBoundToAnotherVerifierIsRefused() {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> provider().withBrowser(browserWith("another-challenge")))
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN);
  }

  @Test
  void aTokenThatEndsIsRenewedSilentlyAndTheRefreshTokenRotates() throws GatehouseException {
    entra.tokensLive(1);
    provider().withBrowser(browser());
    provider().resume();
    entra.tokensLive(3600);
    String renewed = provider().resume().token();
    assertThat(provider().resume().token()).as("it holds now").isEqualTo(renewed);
    assertThat(entra.tokenRequests())
        .extracting(form -> String.valueOf(form.get("refresh_token")))
        .containsExactly("null", "refresh-1", "refresh-2");
  }

  @Test
  void whereThereIsNoBrowserACodeSignsIn() throws GatehouseException {
    List<DevicePrompt> shown = new ArrayList<>();
    ProviderSession session = provider().withDevice(shown::add);
    assertThat(session.token()).isEqualTo("access-1");
    assertThat(shown).extracting(DevicePrompt::code).containsExactly("HDK4PQ8RT");
    assertThat(shown)
        .extracting(DevicePrompt::page)
        .containsExactly(URI.create("https://microsoft.com/devicelogin"));
    assertThat(entra.tokenRequests()).as("the person took a moment").hasSizeGreaterThan(1);
    assertThat(provider().resume().token()).isEqualTo("access-1");
  }

  @Test
  void aClientThatMayNotUseCodesSaysWhatToAllow() {
    ServiceInfo other = new ServiceInfo("1", EntraProvider.ISSUER, "another", INFO.scopes(), "");
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(
            () -> new EntraIdentityProvider(other, store, entra.client()).withDevice(prompt -> {}))
        .withMessageContaining("public client flows");
  }

  @Test
  void aServiceSignsInWithItsSecretForAllOfTheApi() throws GatehouseException {
    ProviderSession session = service(entra.serviceSecret());
    assertThat(session.token()).isEqualTo("access-1");
    assertThat(session.token()).as("from MSAL's cache").isEqualTo("access-1");
    assertThat(entra.tokenRequests())
        .singleElement()
        .satisfies(form -> assertThat(form.get("scope")).contains("api://gatehouse/.default"));
  }

  @Test
  void aServiceWithAWrongSecretIsRefused() {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> service("wrong").token())
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN)
        .withMessageNotContaining("wrong");
  }

  @Test
  void aForgottenSignInIsGoneAndTheBrowsersSessionHasAPageThatEndsIt() throws GatehouseException {
    ProviderSession session = provider().withBrowser(browser());
    assertThat(session.signOutPage())
        .hasValue(
            URI.create(
                "https://login.microsoftonline.com/"
                    + EntraProvider.TENANT
                    + "/oauth2/v2.0/logout"));
    session.forget();
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> provider().resume())
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN);
  }

  @Test
  void aTenantThatIsNoneIsSaid() {
    ServiceInfo wrong =
        new ServiceInfo("1", "https://login.microsoftonline.com", "client", "openid", "");
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> IdentityProviders.of(wrong, store, Instant::now))
        .withMessageContaining("tenant");
  }

  private EntraIdentityProvider provider() throws GatehouseException {
    return new EntraIdentityProvider(INFO, store, entra.client());
  }

  private ProviderSession service(String secret) throws GatehouseException {
    return new EntraService(
        INFO,
        ServiceCredentials.of(
            "nightly-report",
            Optional.of(SecretReference.parse("env:SECRET")),
            Optional.empty(),
            ""),
        Map.of("SECRET", secret),
        entra.client());
  }

  private Consumer<URI> browser() {
    return uri -> answer(uri, parameter(uri, "code_challenge"));
  }

  private Consumer<URI> browserWith(String challenge) {
    return uri -> answer(uri, challenge);
  }

  /** Answers at the redirect, on a thread of its own as a browser would. */
  private void answer(URI uri, String challenge) {
    Thread unused =
        Thread.ofVirtual()
            .start(
                () -> {
                  String answer =
                      "code=" + entra.signIn(challenge) + "&state=" + parameter(uri, "state");
                  try (HttpClient http = HttpClient.newHttpClient()) {
                    http.send(
                        // MSAL asks for response_mode=form_post.
                        HttpRequest.newBuilder(URI.create(parameter(uri, "redirect_uri")))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(answer))
                            .build(),
                        BodyHandlers.discarding());
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  private static String parameter(URI uri, String name) {
    for (String pair : uri.getQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError("There is no " + name + " in " + uri);
  }
}

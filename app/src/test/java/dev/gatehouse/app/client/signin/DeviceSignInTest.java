package dev.gatehouse.app.client.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ServiceInfo;
import dev.gatehouse.control.api.SignInHints;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The device code against a provider over HTTP; time goes by as fast as the client waits. */
class DeviceSignInTest {
  private final MemoryTokenStore store = new MemoryTokenStore();
  private final List<Long> waits = new ArrayList<>();
  private final List<DevicePrompt> shown = new ArrayList<>();
  private Instant now = Instant.now();
  private ScriptedProvider provider;

  @BeforeEach
  void start() throws Exception {
    provider = new ScriptedProvider();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void thePersonIsShownAPageAndACodeAndSignsInThere() throws GatehouseException {
    provider.answersError("authorization_pending").answersTokens("gatehouse", 300);
    ProviderSession session = client(SignInHints.NONE).withDevice(shown::add);
    assertThat(shown)
        .singleElement()
        .satisfies(
            prompt -> {
              assertThat(prompt.page()).isEqualTo(URI.create("https://login.example.org/device"));
              assertThat(prompt.code()).isEqualTo("ABCD-EFGH");
              assertThat(prompt.pageWithCode()).isPresent();
            });
    assertThat(session.token()).contains(".");
    assertThat(client(SignInHints.NONE).resume().token()).isEqualTo(session.token());
  }

  @Test
  void theCodeIsBoundByPkce() throws GatehouseException {
    provider.answersTokens("gatehouse", 300);
    client(SignInHints.NONE).withDevice(shown::add);
    String verifier = provider.asked("/token").getFirst().form().get("code_verifier");
    assertThat(provider.asked("/device").getFirst().form())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry(
            "code_challenge",
            CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier)).getValue());
  }

  @Test
  void itAsksAtTheIntervalAndSlowerWhenToldTo() throws GatehouseException {
    provider
        .answersError("authorization_pending")
        .answersError("slow_down")
        .answersError("authorization_pending")
        .answersTokens("gatehouse", 300);
    client(SignInHints.NONE).withDevice(shown::add);
    assertThat(waits).containsExactly(5L, 5L, 10L, 10L);
  }

  @Test
  void aRefusalOnTheOtherDeviceIsSaid() {
    provider.answersError("access_denied");
    refused("declined");
  }

  @Test
  void aCodeThatEndedIsSaid() {
    provider.answersError("expired_token");
    refused("before the code ended");
  }

  @Test
  void nobodyIsAskedForLongerThanTheCodeHolds() {
    for (int i = 0; i < 20; i++) {
      provider.answersError("authorization_pending");
    }
    refused("before the code ended");
    assertThat(provider.asked("/token")).as("60 seconds at 5").hasSize(12);
  }

  @Test
  void aProviderWithoutDeviceCodesIsSaid() {
    provider.offersNoDevice();
    refused("by device code");
  }

  @Test
  void aPageInTheClearIsNotShown() {
    provider.showsDevicePage("http://login.example.org/device");
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> client(SignInHints.NONE).withDevice(shown::add))
        .matches(e -> e.kind() == Kind.BAD_INPUT);
    assertThat(shown).isEmpty();
  }

  @Test
  void anIdTokenForAnotherClientIsRefused() {
    provider.answersTokens("another", 300);
    refused("does not belong to this sign-in");
    assertThat(store.load()).isEmpty();
  }

  @Test
  void aDeviceClientOfItsOwnIsUsedAndRenewsItsOwnTokens() throws GatehouseException {
    SignInHints hints = new SignInHints("", "tv", "no-secret-at-all", List.of());
    provider.answersTokens("tv", 60).answersTokens("tv", 60);
    client(hints).withDevice(shown::add);
    now = now.plus(Duration.ofMinutes(5));
    client(hints).resume();
    assertThat(provider.asked("/token"))
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(request.form())
                    .containsAllEntriesOf(
                        Map.of("client_id", "tv", "client_secret", "no-secret-at-all")));
  }

  @Test
  void signingOutRevokesAndEndsTheProvidersSession() throws GatehouseException {
    provider.answersTokens("gatehouse", 300);
    ProviderSession session = client(SignInHints.NONE).withDevice(shown::add);
    assertThat(session.signOutPage())
        .hasValue(URI.create(provider.issuer() + "/logout?client_id=gatehouse"));
    session.forget();
    assertThat(provider.asked("/revoke").getFirst().form())
        .containsEntry("token", "r-1")
        .containsEntry("client_id", "gatehouse");
    assertThat(provider.asked("/logout").getFirst().form())
        .containsEntry("client_id", "gatehouse")
        .containsKey("id_token_hint");
    assertThat(store.load()).isEmpty();
  }

  private void refused(String because) {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> client(SignInHints.NONE).withDevice(shown::add))
        .matches(e -> e.kind() == Kind.NOT_SIGNED_IN)
        .withMessageContaining(because);
  }

  private IdentityProvider client(SignInHints hints) {
    return new OidcIdentityProvider(
        new ServiceInfo("1", provider.issuer(), "gatehouse", "openid offline_access", "", hints),
        store,
        () -> now,
        seconds -> {
          waits.add(seconds);
          now = now.plusSeconds(seconds);
        });
  }
}

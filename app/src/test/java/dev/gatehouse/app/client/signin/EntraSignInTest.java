package dev.gatehouse.app.client.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ServiceInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** MSAL's own protocol with Entra ID, whose token endpoint is played here. */
class EntraSignInTest {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final String ISSUER = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
  private static final ServiceInfo INFO =
      new ServiceInfo(
          "1",
          ISSUER,
          "66666666-7777-8888-9999-000000000000",
          "openid profile offline_access api://gatehouse/access",
          "");

  private final MemoryTokenStore store = new MemoryTokenStore();
  private final List<String> asked = new ArrayList<>();
  private long lifeSeconds = 3600;

  @Test
  void theIssuerDecidesThatMsalSignsIn() {
    assertThat(EntraIdentityProvider.isEntra(ISSUER)).isTrue();
    assertThat(EntraIdentityProvider.isEntra("https://login.microsoftonline.com.evil.example/x"))
        .isFalse();
    assertThat(EntraIdentityProvider.isEntra("https://idp.example.com")).isFalse();
  }

  @Test
  void aPersonSignsInAndTheSignInIsKept() throws GatehouseException {
    ProviderSession session = provider().withBrowser(browser());
    assertThat(session.token()).isEqualTo("access-1");
    assertThat(asked.getFirst())
        .contains("grant_type=authorization_code")
        .contains("code=the-code")
        .contains("code_verifier=");
    assertThat(provider().resume().token()).isEqualTo("access-1");
  }

  @Test
  void aTokenThatEndsIsRenewedSilently() throws GatehouseException {
    lifeSeconds = 1;
    provider().withBrowser(browser());
    lifeSeconds = 3600;
    assertThat(provider().resume().token()).isEqualTo("access-2");
    assertThat(asked.getLast())
        .contains("grant_type=refresh_token")
        .contains("refresh_token=refresh-1");
  }

  @Test
  void aForgottenSignInIsGone() throws GatehouseException {
    provider().withBrowser(browser()).forget();
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
    IHttpClient entra = this::answer;
    return new EntraIdentityProvider(INFO, store, entra);
  }

  private IHttpResponse answer(HttpRequest request) {
    assertThat(request.url().toString())
        .isEqualTo("https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token");
    asked.add(request.body());
    int number = asked.size();
    HttpResponse response = new HttpResponse();
    response.statusCode(200);
    response.addHeaders(Map.of("Content-Type", List.of("application/json")));
    response.body(
        """
        {"token_type":"Bearer","scope":"api://gatehouse/access","expires_in":%1$d,
         "ext_expires_in":%1$d,"access_token":"access-%2$d","refresh_token":"refresh-%2$d",
         "id_token":"%3$s","client_info":"%4$s"}
        """
            .formatted(lifeSeconds, number, idToken(), clientInfo()));
    return response;
  }

  private static String idToken() {
    return new PlainJWT(
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(INFO.clientId())
                .subject("ada")
                .claim("oid", "oid-ada")
                .claim("tid", TENANT)
                .claim("preferred_username", "ada@example.com")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build())
        .serialize();
  }

  private static String clientInfo() {
    String info = "{\"uid\":\"oid-ada\",\"utid\":\"" + TENANT + "\"}";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(info.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers at the redirect, on a thread of its own as a browser would. */
  private static Consumer<URI> browser() {
    return uri ->
        Thread.ofVirtual()
            .start(
                () -> {
                  String redirect = parameter(uri, "redirect_uri");
                  String answer = "code=the-code&state=" + parameter(uri, "state");
                  try (HttpClient http = HttpClient.newHttpClient()) {
                    http.send(
                        // MSAL asks for response_mode=form_post.
                        java.net.http.HttpRequest.newBuilder(URI.create(redirect))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(answer))
                            .build(),
                        BodyHandlers.discarding());
                  } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
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

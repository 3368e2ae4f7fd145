package dev.gatehouse.app.demo.idp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoIdentityProviderTest {
  private static final String REDIRECT = "http://127.0.0.1:50123/callback";
  private final CodeVerifier verifier = new CodeVerifier();
  private Instant now = Instant.parse("2026-05-04T08:00:00Z");
  private DemoIdentityProvider provider;
  private Browser browser;

  @BeforeEach
  void start() throws IOException {
    provider = DemoIdentityProvider.start(0, () -> now);
    browser = new Browser(provider.issuer());
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsChosenIsInTheTokens(DemoAccount account) throws Exception {
    JsonNode tokens = json(exchange(code(account)));

    JWTClaimsSet access = verified(tokens.get("access_token").asString());
    assertThat(access.getIssuer()).isEqualTo(provider.issuer().toString());
    assertThat(access.getSubject()).isEqualTo("demo-" + account.id());
    assertThat(access.getAudience()).containsExactly("gatehouse-control");
    assertThat(access.getStringListClaim("groups")).containsExactly(account.group());
    assertThat(access.getExpirationTime().toInstant()).isEqualTo(now.plusSeconds(300));
    assertThat(tokens.get("expires_in").asInt()).isEqualTo(300);

    JWTClaimsSet id = verified(tokens.get("id_token").asString());
    assertThat(id.getAudience()).containsExactly("gatehouse-workbench");
    assertThat(id.getStringClaim("nonce")).isEqualTo("n-1");
    assertThat(id.getStringClaim("email")).endsWith("@demo.invalid");
  }

  @Test
  void theDiscoveryDocumentIsOneThatClientsRead() throws Exception {
    OIDCProviderMetadata metadata =
        OIDCProviderMetadata.parse(
            browser.get("/.well-known/openid-configuration", Map.of()).body());
    assertThat(metadata.getIssuer().getValue()).isEqualTo(provider.issuer().toString());
    assertThat(metadata.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
    assertThat(metadata.getTokenEndpointURI()).hasHost("127.0.0.1");
  }

  @Test
  void theLoginPageSaysWhatItIsAndListsTheFourAccounts() {
    HttpResponse<String> page = browser.get("/authorize", authorization());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Demo identity provider: for this demo only")
        .contains("value=\"analyst\"", "value=\"dba\"", "value=\"reviewer\"")
        .contains("value=\"policy-author\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .contains("form-action 'self' http://127.0.0.1:50123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://evil.example/callback",
        "http://evil.example:80/callback",
        "http://127.0.0.1/callback",
        "http://localhost:50123/callback",
        "http://127.0.0.1:50123@evil.example/callback",
        "http://user@127.0.0.1:50123/callback",
        "http://127.0.0.1.evil.example:50123/",
        "http://127.0.0.1:50123/callback#part",
        "https://127.0.0.1:50123/callback",
        "javascript:alert(1)",
        "//127.0.0.1:50123/callback"
      })
  void anAddressThatIsNotLoopbackIsNeverRedirectedTo(String redirect) {
    HttpResponse<String> response =
        browser.get("/authorize", Browser.with(authorization(), "redirect_uri", redirect));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Location")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, '', invalid_request",
    "scope, profile, invalid_scope",
    "code_challenge, '', invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, '', invalid_request",
    "prompt, none, login_required",
    "response_mode, fragment, invalid_request"
  })
  void aRequestWithoutWhatItNeedsGoesBackWithAnError(String name, String value, String error)
      throws Exception {
    Map<String, String> answer =
        Browser.answer(browser.get("/authorize", Browser.with(authorization(), name, value)));
    assertThat(answer)
        .containsEntry("error", error)
        .containsEntry("state", "s-1")
        .containsEntry("iss", provider.issuer().toString())
        .doesNotContainKey("code");
  }

  @Test
  void anUnknownClientIsRefused() throws Exception {
    assertThat(
            browser
                .get("/authorize", Browser.with(authorization(), "client_id", "other"))
                .statusCode())
        .isEqualTo(400);
    HttpResponse<String> token =
        browser.post("/token", Browser.with(exchangeForm(code()), "client_id", "other"));
    assertThat(token.statusCode()).isEqualTo(401);
  }

  @Test
  void aParameterGivenTwiceIsRefused() {
    HttpResponse<String> response =
        browser.send(
            HttpRequest.newBuilder(
                provider
                    .issuer()
                    .resolve(
                        "/authorize?"
                            + Parameters.encode(authorization())
                            + "&redirect_uri=http%3A%2F%2Fevil.example")));
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void aCodeServesOnceAndASecondUseEndsWhatCameOfTheFirst() throws Exception {
    String code = code();
    JsonNode tokens = json(exchange(code));
    assertError(exchange(code), "invalid_grant");
    assertError(refresh(tokens.get("refresh_token").asString()), "invalid_grant");
  }

  @Test
  void aCodeIsWorthNothingAfterAMinute() throws Exception {
    String code = code();
    now = now.plusSeconds(61);
    assertError(exchange(code), "invalid_grant");
  }

  @Test
  void aCodeIsWorthNothingWithoutItsVerifier() throws Exception {
    String other = new CodeVerifier().getValue();
    assertError(
        browser.post("/token", Browser.with(exchangeForm(code()), "code_verifier", other)),
        "invalid_grant");
    assertError(
        browser.post("/token", Browser.with(exchangeForm(code()), "code_verifier", "")),
        "invalid_request");
    assertError(
        browser.post(
            "/token",
            Browser.with(exchangeForm(code()), "redirect_uri", "http://127.0.0.1:50124/callback")),
        "invalid_grant");
  }

  @Test
  void refreshTokensRotateAndAnOldOneEndsTheSignIn() throws Exception {
    String first = json(exchange(code())).get("refresh_token").asString();
    now = now.plus(Duration.ofMinutes(6));
    JsonNode renewed = json(refresh(first));
    String second = renewed.get("refresh_token").asString();
    assertThat(second).isNotEqualTo(first);
    assertThat(verified(renewed.get("access_token").asString()).getExpirationTime().toInstant())
        .isEqualTo(now.plusSeconds(300));
    assertError(refresh(first), "invalid_grant");
    assertError(refresh(second), "invalid_grant");
  }

  @Test
  void signingOutEndsTheRefreshToken() throws Exception {
    JsonNode tokens = json(exchange(code()));
    String idToken = tokens.get("id_token").asString();
    HttpResponse<String> out = browser.get("/end_session", Map.of("id_token_hint", idToken));
    assertThat(out.body()).contains("Signed out");
    assertError(refresh(tokens.get("refresh_token").asString()), "invalid_grant");

    JsonNode others = json(exchange(code()));
    String token = others.get("refresh_token").asString();
    assertThat(browser.post("/revoke", Map.of("token", token)).statusCode()).isEqualTo(200);
    assertError(refresh(token), "invalid_grant");
  }

  @Test
  void aPageServesOneChoiceOfAnAccountThatExists() throws Exception {
    String page = Browser.page(browser.get("/authorize", authorization()));
    Map<String, String> choice = Map.of("page", page, "account", "analyst");
    assertThat(browser.post("/login", Browser.with(choice, "account", "root")).statusCode())
        .isEqualTo(400);
    assertThat(browser.post("/login", choice, "Origin", "http://evil.example").statusCode())
        .isEqualTo(400);
    assertThat(browser.post("/login", choice).statusCode()).isEqualTo(303);
    assertThat(browser.post("/login", choice).statusCode()).isEqualTo(400);
  }

  @Test
  void userInfoNeedsATokenThatHolds() throws Exception {
    String token = json(exchange(code())).get("access_token").asString();
    assertThat(userInfo(token).statusCode()).isEqualTo(200);
    assertThat(json(userInfo(token)).get("groups").get(0).asString()).isEqualTo("analysts");
    assertThat(userInfo(token.substring(0, token.length() - 4) + "AAAA").statusCode())
        .isEqualTo(401);
    now = now.plusSeconds(301);
    assertThat(userInfo(token).statusCode()).isEqualTo(401);
  }

  @Test
  void itAnswersToItsOwnAddressAlone() throws Exception {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), provider.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /authorize HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void whatARequestHoldsIsEscapedOnThePage() {
    Map<String, String> hinted =
        Browser.with(authorization(), "login_hint", "\"><script>alert(1)</script>");
    assertThat(browser.get("/authorize", hinted).body()).doesNotContain("<script");
  }

  private Map<String, String> authorization() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", DemoIdentityProvider.CLIENT_ID);
    query.put("redirect_uri", REDIRECT);
    query.put("scope", "openid profile offline_access");
    query.put("state", "s-1");
    query.put("nonce", "n-1");
    query.put(
        "code_challenge", CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
    query.put("code_challenge_method", "S256");
    return query;
  }

  private String code() throws OAuthError {
    return code(DemoAccount.ANALYST);
  }

  private String code(DemoAccount account) throws OAuthError {
    String page = Browser.page(browser.get("/authorize", authorization()));
    Map<String, String> answer =
        Browser.answer(browser.post("/login", Map.of("page", page, "account", account.id())));
    assertThat(answer).containsEntry("state", "s-1");
    return answer.getOrDefault("code", "");
  }

  private Map<String, String> exchangeForm(String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", DemoIdentityProvider.CLIENT_ID);
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", verifier.getValue());
    return form;
  }

  private HttpResponse<String> exchange(String code) {
    return browser.post("/token", exchangeForm(code));
  }

  private HttpResponse<String> refresh(String token) {
    return browser.post(
        "/token",
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            DemoIdentityProvider.CLIENT_ID,
            "refresh_token",
            token));
  }

  private HttpResponse<String> userInfo(String token) {
    return browser.send(
        HttpRequest.newBuilder(provider.issuer().resolve("/userinfo"))
            .header("Authorization", "Bearer " + token));
  }

  private JWTClaimsSet verified(String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    JWKSet keys = JWKSet.parse(browser.get("/jwks", Map.of()).body());
    assertThat(keys.getKeys()).noneMatch(key -> key.isPrivate());
    assertThat(
            jwt.verify(new ECDSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
        .isTrue();
    return jwt.getJWTClaimsSet();
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonMapper().readTree(response.body());
  }

  private static void assertError(HttpResponse<String> response, String error) {
    assertThat(List.of(400, 401)).contains(response.statusCode());
    assertThat(new JsonMapper().readTree(response.body()).get("error").asString()).isEqualTo(error);
  }
}

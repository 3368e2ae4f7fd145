package dev.gatehouse.app.client.keycloak;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The realm as docs/sign-in/keycloak.md registers it: a public client with PKCE and device codes,
 * two services, groups. Every password and secret is made for one run.
 */
final class KeycloakRealm {
  static final String CLIENT = "gatehouse";
  static final String AUDIENCE = "gatehouse-control";
  static final String SERVICE = "nightly-report";
  static final String KEY_SERVICE = "nightly-audit";

  /** A service whose tokens are not for the control service. */
  static final String STRAY = "stray";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String password = random();
  private final String serviceSecret = random();
  private final ECKey serviceKey;

  KeycloakRealm(ECKey serviceKey) {
    this.serviceKey = serviceKey;
  }

  /** Of each person. */
  String password() {
    return password;
  }

  String serviceSecret() {
    return serviceSecret;
  }

  String json() {
    return JsonMapper.builder()
        .build()
        .writeValueAsString(
            Map.of(
                "realm",
                "gatehouse",
                "enabled",
                true,
                "accessTokenLifespan",
                120,
                "revokeRefreshToken",
                true,
                "refreshTokenMaxReuse",
                0,
                "oauth2DevicePollingInterval",
                1,
                "groups",
                List.of(
                    Map.of("name", "sql-analysts"),
                    Map.of("name", "sql-reviewers"),
                    Map.of("name", "cooks")),
                "users",
                List.of(
                    person("ana", "sql-analysts", "cooks"),
                    person("rex", "sql-reviewers"),
                    person("nobody"),
                    service(SERVICE, "sql-analysts", "sql-reviewers"),
                    service(KEY_SERVICE, "sql-analysts")),
                "clients",
                List.of(
                    people(), bySecret(SERVICE, mappers()), bySecret(STRAY, List.of()), byKey())));
  }

  private Map<String, ?> person(String name, String... groups) {
    return Map.of(
        "username",
        name,
        "enabled",
        true,
        "firstName",
        name,
        "lastName",
        "Example",
        "email",
        name + "@example.test",
        "emailVerified",
        true,
        "credentials",
        List.of(Map.of("type", "password", "value", password, "temporary", false)),
        "groups",
        List.of(groups).stream().map(group -> "/" + group).toList());
  }

  private static Map<String, ?> service(String client, String... groups) {
    return Map.of(
        "username",
        "service-account-" + client,
        "enabled",
        true,
        "serviceAccountClientId",
        client,
        "groups",
        List.of(groups).stream().map(group -> "/" + group).toList());
  }

  private static Map<String, ?> people() {
    return Map.of(
        "clientId",
        CLIENT,
        "publicClient",
        true,
        "standardFlowEnabled",
        true,
        "directAccessGrantsEnabled",
        false,
        "redirectUris",
        List.of("http://127.0.0.1/callback"),
        "attributes",
        Map.of(
            "pkce.code.challenge.method", "S256",
            "oauth2.device.authorization.grant.enabled", "true"),
        "protocolMappers",
        mappers());
  }

  private Map<String, ?> bySecret(String client, List<Map<String, ?>> mappers) {
    return Map.of(
        "clientId", client,
        "secret", serviceSecret,
        "standardFlowEnabled", false,
        "serviceAccountsEnabled", true,
        "protocolMappers", mappers);
  }

  private Map<String, ?> byKey() {
    return Map.of(
        "clientId",
        KEY_SERVICE,
        "standardFlowEnabled",
        false,
        "serviceAccountsEnabled",
        true,
        "clientAuthenticatorType",
        "client-jwt",
        "attributes",
        Map.of(
            "use.jwks.string", "true",
            "jwks.string", new JWKSet(serviceKey.toPublicJWK()).toString(),
            "token.endpoint.auth.signing.alg", "ES256"),
        "protocolMappers",
        mappers());
  }

  private static List<Map<String, ?>> mappers() {
    return List.of(
        Map.of(
            "name", "audience",
            "protocol", "openid-connect",
            "protocolMapper", "oidc-audience-mapper",
            "config", Map.of("included.custom.audience", AUDIENCE, "access.token.claim", "true")),
        Map.of(
            "name", "groups",
            "protocol", "openid-connect",
            "protocolMapper", "oidc-group-membership-mapper",
            "config",
                Map.of(
                    "claim.name", "groups",
                    "full.path", "false",
                    "access.token.claim", "true")));
  }

  static String random() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

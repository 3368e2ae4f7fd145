package dev.gatehouse.app.client.signin;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.util.Objects;
import java.util.Optional;

/**
 * How a service (a CI job, an agent) proves who it is: by a secret, or by a private key.
 *
 * @param clientId the service's own client at the identity provider
 * @param secret where its secret is
 * @param key where its private key is: a JWK, or PKCS #8 in PEM; for Microsoft Entra ID with its
 *     certificate behind it
 * @param scope what to ask for; empty for what the provider gives by itself
 */
public record ServiceCredentials(
    String clientId,
    Optional<SecretReference> secret,
    Optional<SecretReference> key,
    String scope) {
  public ServiceCredentials {
    Objects.requireNonNull(clientId);
    Objects.requireNonNull(secret);
    Objects.requireNonNull(key);
    Objects.requireNonNull(scope);
  }

  /**
   * Credentials of a service.
   *
   * @throws GatehouseException of kind {@code BAD_INPUT} where there is not exactly one proof
   */
  public static ServiceCredentials of(
      String clientId,
      Optional<SecretReference> secret,
      Optional<SecretReference> key,
      String scope)
      throws GatehouseException {
    if (clientId.isBlank() || secret.isPresent() == key.isPresent()) {
      throw new GatehouseException(
          Kind.BAD_INPUT,
          "A service signs in with its client id and either a secret or a private key.");
    }
    return new ServiceCredentials(clientId, secret, key, scope);
  }
}

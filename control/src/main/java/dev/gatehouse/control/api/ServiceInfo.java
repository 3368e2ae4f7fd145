package dev.gatehouse.control.api;

/**
 * {@code GET /.well-known/gatehouse}: what a client must know before it signs in.
 *
 * @param version the service's version
 * @param issuer the OIDC issuer to sign in with
 * @param clientId the public client's id there
 * @param scopes space-separated scopes to ask for
 * @param notice a sentence to show at sign-in, such as that this is a demo; may be empty
 * @param signIn what the provider wants beside
 */
public record ServiceInfo(
    String version,
    String issuer,
    String clientId,
    String scopes,
    String notice,
    SignInHints signIn) {

  /** Of a provider that wants nothing beside. */
  public ServiceInfo(String version, String issuer, String clientId, String scopes, String notice) {
    this(version, issuer, clientId, scopes, notice, SignInHints.NONE);
  }
}

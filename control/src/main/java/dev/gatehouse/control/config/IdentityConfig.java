package dev.gatehouse.control.config;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The identity provider whose tokens are exchanged for the service's own.
 *
 * @param issuer its issuer, exactly as its tokens say
 * @param clientId the public client that the workbench signs in with
 * @param audiences audiences of which a token must hold at least one
 * @param scopes space-separated scopes that the client asks for
 * @param groupsClaim the claim that holds the person's groups
 * @param groups from the provider's group to Gatehouse's; other groups are dropped
 */
public record IdentityConfig(
    URI issuer,
    String clientId,
    Set<String> audiences,
    String scopes,
    String groupsClaim,
    Map<String, String> groups) {
  public IdentityConfig {
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(clientId);
    audiences = Set.copyOf(audiences);
    Objects.requireNonNull(scopes);
    Objects.requireNonNull(groupsClaim);
    groups = Map.copyOf(groups);
  }
}

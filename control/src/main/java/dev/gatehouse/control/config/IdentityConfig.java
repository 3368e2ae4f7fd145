package dev.gatehouse.control.config;

import dev.gatehouse.control.api.SignInHints;
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
 * @param signIn what the provider wants of clients beside
 * @param people who may sign in, and whose groups stand here rather than in the token
 */
public record IdentityConfig(
    URI issuer,
    String clientId,
    Set<String> audiences,
    String scopes,
    String groupsClaim,
    Map<String, String> groups,
    SignInHints signIn,
    People people) {
  public IdentityConfig {
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(clientId);
    audiences = Set.copyOf(audiences);
    Objects.requireNonNull(scopes);
    Objects.requireNonNull(groupsClaim);
    groups = Map.copyOf(groups);
    Objects.requireNonNull(signIn);
    Objects.requireNonNull(people);
  }

  /** Of a provider whose tokens name groups, and that wants nothing special of clients. */
  public IdentityConfig(
      URI issuer,
      String clientId,
      Set<String> audiences,
      String scopes,
      String groupsClaim,
      Map<String, String> groups) {
    this(
        issuer, clientId, audiences, scopes, groupsClaim, groups, SignInHints.NONE, People.ANYBODY);
  }

  /**
   * Whom the service knows beyond what tokens say. Everything here only adds to a token that holds.
   *
   * @param requiredClaims claims that every token must hold with exactly that text, such as {@code
   *     hd} for one Google Workspace
   * @param members from an e-mail address that the provider verified to Gatehouse's groups
   * @param services from the subject of a service's tokens to who that service is
   */
  public record People(
      Map<String, String> requiredClaims,
      Map<String, Set<String>> members,
      Map<String, ServiceAccount> services) {
    /** Nobody is known beyond what tokens say, and every token that holds is taken. */
    public static final People ANYBODY = new People(Map.of(), Map.of(), Map.of());

    public People {
      requiredClaims = Map.copyOf(requiredClaims);
      members = Map.copyOf(members);
      services = Map.copyOf(services);
    }
  }

  /**
   * A program with an identity of its own.
   *
   * @param name what people read
   * @param groups Gatehouse's groups
   */
  public record ServiceAccount(String name, Set<String> groups) {
    public ServiceAccount {
      Objects.requireNonNull(name);
      groups = Set.copyOf(groups);
    }
  }
}

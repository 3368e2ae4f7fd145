package dev.gatehouse.control.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.control.config.IdentityConfig;
import dev.gatehouse.control.http.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From a token's claims to Gatehouse's groups. Thread-safe. */
final class GroupMapper {
  private static final String DECIDES = "reviewers";

  /** Where providers put the id of the client that a token was made for. */
  private static final List<String> CLIENT_CLAIMS = List.of("client_id", "azp", "appid", "cid");

  private final IdentityConfig config;

  GroupMapper(IdentityConfig config) {
    this.config = config;
  }

  /**
   * The mapped groups.
   *
   * @throws ProblemException where the provider left the groups out because they are too many
   */
  Set<String> of(JWTClaimsSet claims) {
    Set<String> mapped = new TreeSet<>(named(claims));
    mapped.addAll(listed(claims));
    if (isService(claims)) {
      mapped.remove(DECIDES);
    }
    return mapped;
  }

  private Set<String> named(JWTClaimsSet claims) {
    Set<String> mapped = new TreeSet<>();
    Object claim = claims.getClaim(config.groupsClaim());
    if (claim instanceof Collection<?> groups) {
      for (Object group : groups) {
        String ours = config.groups().get(String.valueOf(group));
        if (ours != null) {
          mapped.add(ours);
        }
      }
    } else if (isOverage(claims)) {
      throw ProblemException.notPermitted(
          "You are in more groups than the identity provider writes into a token, so your roles"
              + " are not known; have it send app roles, or only the groups that are assigned to"
              + " Gatehouse (docs/sign-in/entra.md).");
    }
    return mapped;
  }

  /**
   * Entra ID's group overage: beyond 200 groups the claim is left out and a reference to it stands
   * in {@code _claim_names} (OpenID Connect Core, section 5.6.2) or {@code hasgroups}.
   */
  private boolean isOverage(JWTClaimsSet claims) {
    boolean elsewhere =
        claims.getClaim("_claim_names") instanceof Map<?, ?> names
            && names.containsKey(config.groupsClaim());
    return elsewhere || "true".equals(String.valueOf(claims.getClaim("hasgroups")));
  }

  /** Groups that the configuration gives to an address; only one that the provider verified. */
  private Set<String> listed(JWTClaimsSet claims) {
    boolean verified = "true".equals(String.valueOf(claims.getClaim("email_verified")));
    return verified && claims.getClaim("email") instanceof String email
        ? config.people().members().getOrDefault(email.toLowerCase(Locale.ROOT), Set.of())
        : Set.of();
  }

  /**
   * Whether a program got the token for itself: the subject is the client (RFC 9068, section 2.2),
   * Entra ID's {@code idtyp}, Auth0's {@code gty}, or Keycloak's name for such accounts.
   */
  static boolean isService(JWTClaimsSet claims) {
    String subject = String.valueOf(claims.getSubject());
    boolean isClient =
        CLIENT_CLAIMS.stream().anyMatch(claim -> subject.equals(claims.getClaim(claim)));
    boolean named =
        claims.getClaim("preferred_username") instanceof String name
            && name.startsWith("service-account-");
    return isClient
        || named
        || "app".equals(claims.getClaim("idtyp"))
        || "client-credentials".equals(claims.getClaim("gty"));
  }
}

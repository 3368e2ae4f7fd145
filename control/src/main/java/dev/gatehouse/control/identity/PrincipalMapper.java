package dev.gatehouse.control.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.control.config.IdentityConfig;
import dev.gatehouse.control.config.IdentityConfig.ServiceAccount;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.core.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From checked claims to a principal. A token with an {@code act} claim is of an agent that acts
 * for the token's subject (RFC 8693, section 4.1): the agent is the principal, the subject the
 * human behind.
 */
final class PrincipalMapper {
  private static final int MOST_NAME = 200;
  private static final List<String> NAME_CLAIMS = List.of("preferred_username", "email", "name");

  private final IdentityConfig config;
  private final GroupMapper groups;

  PrincipalMapper(IdentityConfig config) {
    this.config = config;
    this.groups = new GroupMapper(config);
  }

  Principal map(JWTClaimsSet claims) {
    requireMembership(claims);
    String issuer = config.issuer().toString();
    String subject = text(claims.getSubject());
    Object actor = claims.getClaim("act");
    ServiceAccount service = config.people().services().get(subject);
    if (actor == null && service != null) {
      return Principal.person(issuer, subject, readable(service.name()), service.groups());
    }
    Set<String> mapped = groups.of(claims);
    if (actor == null) {
      return Principal.person(issuer, subject, name(claims, subject), mapped);
    }
    if (!(actor instanceof Map<?, ?> act) || !(act.get("sub") instanceof String agent)) {
      throw ProblemException.notSignedIn("The token's 'act' claim does not name who acts.");
    }
    Principal human = Principal.person(issuer, subject, name(claims, subject), Set.of());
    return new Principal(issuer, text(agent), readable(agent), mapped, Optional.of(human));
  }

  /** What the operator asks of every token, such as that it is of the company's own accounts. */
  private void requireMembership(JWTClaimsSet claims) {
    for (Map.Entry<String, String> required : config.people().requiredClaims().entrySet()) {
      if (!(claims.getClaim(required.getKey()) instanceof String held)
          || !held.equals(required.getValue())) {
        throw ProblemException.notPermitted(
            "Your account is not one that may sign in here (claim '"
                + required.getKey()
                + "'); sign in with your company's account.");
      }
    }
  }

  private static String name(JWTClaimsSet claims, String subject) {
    for (String claim : NAME_CLAIMS) {
      if (claims.getClaim(claim) instanceof String name && !name.isBlank()) {
        return readable(name);
      }
    }
    return readable(subject);
  }

  private static String text(String subject) {
    if (subject == null || subject.isBlank() || subject.length() > 255) {
      throw ProblemException.notSignedIn("The identity provider's token names nobody.");
    }
    return subject;
  }

  /** People's names go into lists, logs and records: no control characters, no endless ones. */
  private static String readable(String name) {
    String plain = name.replaceAll("\\p{C}", "").strip();
    return plain.length() > MOST_NAME ? plain.substring(0, MOST_NAME) : plain;
  }
}

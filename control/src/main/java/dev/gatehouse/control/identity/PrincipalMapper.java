package dev.gatehouse.control.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.control.config.IdentityConfig;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.core.identity.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From checked claims to a principal. A token with an {@code act} claim is of an agent that acts
 * for the token's subject (RFC 8693, section 4.1): the agent is the principal, the subject the
 * human behind.
 */
final class PrincipalMapper {
  private static final int MOST_NAME = 200;
  private static final List<String> NAME_CLAIMS = List.of("preferred_username", "email", "name");

  private final IdentityConfig config;

  PrincipalMapper(IdentityConfig config) {
    this.config = config;
  }

  Principal map(JWTClaimsSet claims) {
    String issuer = config.issuer().toString();
    String subject = text(claims.getSubject());
    Set<String> groups = groups(claims.getClaim(config.groupsClaim()));
    Object actor = claims.getClaim("act");
    if (actor == null) {
      return Principal.person(issuer, subject, name(claims, subject), groups);
    }
    if (!(actor instanceof Map<?, ?> act) || !(act.get("sub") instanceof String agent)) {
      throw ProblemException.notSignedIn("The token's 'act' claim does not name who acts.");
    }
    Principal human = Principal.person(issuer, subject, name(claims, subject), Set.of());
    return new Principal(issuer, text(agent), readable(agent), groups, Optional.of(human));
  }

  private Set<String> groups(Object claim) {
    Set<String> groups = new TreeSet<>();
    if (claim instanceof Collection<?> named) {
      for (Object group : named) {
        String mapped = config.groups().get(String.valueOf(group));
        if (mapped != null) {
          groups.add(mapped);
        }
      }
    }
    return groups;
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

package dev.gatehouse.control.identity;

import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.core.identity.Principal;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param principal the person or service
 * @param roles what they may do
 * @param keyThumbprint of the client's key (RFC 7638), which signed the request's proof
 * @param until when the token that was shown ends
 */
public record Caller(Principal principal, Set<Role> roles, String keyThumbprint, Instant until) {
  private static final String ATTRIBUTE = Caller.class.getName();

  public Caller {
    Objects.requireNonNull(principal);
    roles = Set.copyOf(roles);
    Objects.requireNonNull(keyThumbprint);
    Objects.requireNonNull(until);
  }

  /**
   * Who sent this request.
   *
   * @throws ProblemException where nobody proved to be anybody
   */
  public static Caller of(Context ctx) {
    Caller caller = ctx.attribute(ATTRIBUTE);
    if (caller == null) {
      throw ProblemException.notSignedIn("Sign in first.");
    }
    return caller;
  }

  void putInto(Context ctx) {
    ctx.attribute(ATTRIBUTE, this);
  }

  /** Whether the caller has the role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }

  /**
   * Goes on only for that role.
   *
   * @throws ProblemException for others
   */
  public void mustBe(Role role) {
    if (!is(role)) {
      throw ProblemException.notPermitted(
          "Only a " + role.apiName().replace('_', ' ') + " may do this; ask one of them.");
    }
  }
}

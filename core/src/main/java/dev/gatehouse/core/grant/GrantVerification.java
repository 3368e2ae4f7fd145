package dev.gatehouse.core.grant;

import java.time.Instant;
import java.util.Objects;

/** What came of verifying a grant token. */
public sealed interface GrantVerification {
  /**
   * Genuine, meant for this client, and in force.
   *
   * @param grant what it allows
   * @param expires when the token must have been renewed; never after the grant's end
   */
  record Verified(Grant grant, Instant expires) implements GrantVerification {
    public Verified {
      Objects.requireNonNull(grant);
      Objects.requireNonNull(expires);
    }
  }

  /** Not to be used; one sentence says why, without anything of the token. */
  record Rejected(String sentence) implements GrantVerification {
    public Rejected {
      Objects.requireNonNull(sentence);
    }
  }
}

package dev.gatehouse.core.pipeline;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether a session may go on: its grant, its token, and what ended it. */
final class SessionLife {
  /** Why a session is over: the word of the record and the sentence for the person. */
  record End(String reason, String sentence) {}

  private final SessionParts parts;
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();

  SessionLife(SessionParts parts) {
    this.parts = parts;
  }

  /** What ended it; empty while it has not been ended. */
  Optional<End> ended() {
    return Optional.ofNullable(end.get());
  }

  /** Ends it, unless something else did before; whether this call did. */
  boolean end(End why) {
    return end.compareAndSet(null, why);
  }

  /** What the clock says: why it must end now, if it must. */
  Optional<End> due() {
    Instant now = parts.clock().instant();
    if (!now.isBefore(parts.grant().end())) {
      return Optional.of(
          new End(
              "expired",
              "Your access ended at " + parts.grant().end() + "; ask for access again to go on."));
    }
    boolean valid = parts.grantValidUntil().get().filter(now::isBefore).isPresent();
    return valid
        ? Optional.empty()
        : Optional.of(
            new End(
                "token_expired",
                "The grant could not be renewed in time; check the connection to the control"
                    + " service and open the session again."));
  }

  static End because(String reason) {
    return switch (reason) {
      case "revoked" ->
          new End(
              reason, "Your access was revoked by a reviewer; ask them, or ask for access again.");
      case "cut_off" ->
          new End(reason, "A reviewer cut this session off; ask them why before you go on.");
      case "signed_out" -> new End(reason, "You signed out; sign in again to go on.");
      case "expired" -> new End(reason, "Your access has ended; ask for access again to go on.");
      case "record" -> new End(reason, "The session's record cannot be written, so nothing runs.");
      default -> new End(reason, "The session is closed; open it again to go on.");
    };
  }
}

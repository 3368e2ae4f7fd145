package dev.gatehouse.app.workbench.query;

import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.util.Optional;

/** How a person stands to a data source. */
public sealed interface Access {
  /** No grant: access can be asked for. */
  record None() implements Access {}

  /** Asked for; a reviewer decides. */
  record Waiting(GrantView grant) implements Access {}

  /** Approved or active, and not connected. */
  record Granted(GrantView grant) implements Access {}

  /** Being connected. */
  record Connecting(GrantView grant) implements Access {}

  /** Connected. */
  record Connected(GrantView grant, GovernedSession session) implements Access {}

  /** The session ended by itself, or could not be opened; the sentence says why. */
  record Over(String sentence) implements Access {}

  /** The open session, if there is one. */
  default Optional<GovernedSession> open() {
    return this instanceof Connected connected
        ? Optional.of(connected.session())
        : Optional.empty();
  }
}

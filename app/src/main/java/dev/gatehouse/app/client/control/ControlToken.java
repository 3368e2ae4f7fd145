package dev.gatehouse.app.client.control;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.control.api.SessionTokenView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The control service's own token, exchanged for the provider's and renewed by itself when a fifth
 * of its life is left. Safe for many threads; held in memory only.
 */
final class ControlToken {
  private final Exchange exchange;
  private final InstantSource clock;
  private @Nullable String token;
  private Instant renewAt = Instant.MIN;

  /** Gets a new token from the service. */
  interface Exchange {
    SessionTokenView exchange() throws GatehouseException;
  }

  ControlToken(Exchange exchange, InstantSource clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  /** A token that still holds for a while. */
  synchronized String current() throws GatehouseException {
    String held = token;
    if (held != null && clock.instant().isBefore(renewAt)) {
      return held;
    }
    SessionTokenView answer = exchange.exchange();
    if (!"DPoP".equalsIgnoreCase(answer.tokenType()) || answer.accessToken() == null) {
      throw new GatehouseException(
          GatehouseException.Kind.FAULT,
          "The control service gave no token bound to this device; ask whoever runs it.");
    }
    token = answer.accessToken();
    renewAt =
        clock.instant().plus(Duration.ofSeconds(answer.expiresIn()).multipliedBy(4).dividedBy(5));
    return answer.accessToken();
  }

  /** Forgets that token, so that the next call gets another. */
  synchronized void forget(String refused) {
    if (refused.equals(token)) {
      token = null;
    }
  }
}

package dev.gatehouse.app.client.signin;

import dev.gatehouse.app.session.GatehouseException;

/** A sign-in at the provider, renewed by itself. Safe for many threads. */
public interface ProviderSession {
  /**
   * The token that is exchanged at the control service, with some life left.
   *
   * @throws GatehouseException of kind {@code NOT_SIGNED_IN} where it cannot be renewed
   */
  String token() throws GatehouseException;

  /** Tells the provider where it listens, and forgets the tokens here. Never fails. */
  void forget();
}

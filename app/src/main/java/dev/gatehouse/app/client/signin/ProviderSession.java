package dev.gatehouse.app.client.signin;

import dev.gatehouse.app.session.GatehouseException;
import java.net.URI;
import java.util.Optional;

/** A sign-in at the provider, renewed by itself. Safe for many threads. */
public interface ProviderSession {
  /**
   * The token that is exchanged at the control service, with some life left.
   *
   * @throws GatehouseException of kind {@code NOT_SIGNED_IN} where it cannot be renewed
   */
  String token() throws GatehouseException;

  /**
   * The provider's page that ends the person's session in the browser; empty where there is none.
   */
  default Optional<URI> signOutPage() {
    return Optional.empty();
  }

  /** Tells the provider where it listens, and forgets the tokens here. Never fails. */
  void forget();
}

package dev.gatehouse.app.client.signin;

import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import java.net.URI;
import java.util.function.Consumer;

/** The company's identity provider, as the control service names it. Blocking. */
public interface IdentityProvider {
  /**
   * Signs in with the system browser.
   *
   * @param openBrowser is given the URL
   */
  ProviderSession withBrowser(Consumer<URI> openBrowser) throws GatehouseException;

  /**
   * Signs in on another device (RFC 8628).
   *
   * @param show is given the page and the code
   * @throws GatehouseException where the provider has no such sign-in, refuses it, or nobody
   *     finishes it in time
   */
  ProviderSession withDevice(Consumer<DevicePrompt> show) throws GatehouseException;

  /**
   * Goes on with kept tokens.
   *
   * @throws GatehouseException of kind {@code NOT_SIGNED_IN} where there are none that hold
   */
  ProviderSession resume() throws GatehouseException;
}

package dev.gatehouse.app.session;

import dev.gatehouse.control.api.ServiceInfo;
import java.net.URI;
import java.util.function.Consumer;

/** Signs a person in. Blocking: called off the FX thread; interrupting the thread gives it up. */
public interface SignIn {
  /** What the control service says of itself. */
  ServiceInfo service() throws GatehouseException;

  /**
   * Signs in with the system browser (RFC 8252, PKCE on loopback).
   *
   * @param openBrowser is given the URL; it opens a browser or shows the URL
   */
  SignedIn withBrowser(Consumer<URI> openBrowser) throws GatehouseException;

  /**
   * Signs in where there is no browser: the person opens a page on any other device and types a
   * code (RFC 8628). Returns when they have.
   *
   * @param show is given the page and the code, on the calling thread
   */
  SignedIn withDevice(Consumer<DevicePrompt> show) throws GatehouseException;

  /**
   * Goes on with the tokens of an earlier sign-in.
   *
   * @throws GatehouseException of kind {@code NOT_SIGNED_IN} where there are none that hold
   */
  SignedIn resume() throws GatehouseException;
}

package dev.gatehouse.control.api;

import java.util.List;

/**
 * What some providers want of a client beside its id. Everybody can read it: what stands here is no
 * secret.
 *
 * @param clientSecret the "secret" of an installed application at providers that give one to
 *     clients that cannot keep any (Google); empty elsewhere
 * @param deviceClientId the client for the device code, where it is another one (Google); empty
 *     where it is the same
 * @param deviceClientSecret as {@code clientSecret}, of that client
 * @param redirectPorts the loopback ports that are registered for the redirect, where the provider
 *     does not take any port; empty for any
 */
public record SignInHints(
    String clientSecret,
    String deviceClientId,
    String deviceClientSecret,
    List<Integer> redirectPorts) {
  /** What holds at most providers. */
  public static final SignInHints NONE = new SignInHints("", "", "", List.of());

  public SignInHints {
    redirectPorts = List.copyOf(redirectPorts);
  }
}

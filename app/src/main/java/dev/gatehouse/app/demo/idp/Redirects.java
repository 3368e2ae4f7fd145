package dev.gatehouse.app.demo.idp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where answers may go: http to a literal loopback address, any port (RFC 8252, sections 7.3 and
 * 8.3).
 */
final class Redirects {
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "[::1]");

  private Redirects() {}

  static URI check(String redirect) throws OAuthError {
    try {
      URI uri = new URI(redirect);
      boolean loopback =
          "http".equals(uri.getScheme())
              && uri.getHost() != null
              && HOSTS.contains(uri.getHost())
              && uri.getPort() > 0
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null;
      if (loopback) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Refused below, like any other address that is not loopback.
    }
    throw new OAuthError(
        "invalid_request", "The redirect_uri must be http://127.0.0.1 with a port.");
  }
}

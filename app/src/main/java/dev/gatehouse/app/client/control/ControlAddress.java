package dev.gatehouse.app.client.control;

import dev.gatehouse.app.session.GatehouseException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the control service is. TLS, or loopback: nothing that carries a token goes over a network
 * in the clear (RFC 9449, section 2; RFC 8252, section 8.3).
 *
 * @param base scheme, host and port, with an optional path, without a slash at the end
 */
public record ControlAddress(URI base) {

  /**
   * Reads an address.
   *
   * @throws GatehouseException of kind {@code BAD_INPUT} where it is no address or would be in the
   *     clear
   */
  public static ControlAddress parse(String text) throws GatehouseException {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw badAddress(text, e);
    }
    if (uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw badAddress(text, null);
    }
    requireProtected(uri, "The control service");
    String whole = uri.toString();
    while (whole.endsWith("/")) {
      whole = whole.substring(0, whole.length() - 1);
    }
    return new ControlAddress(URI.create(whole));
  }

  /** The address of a call; {@code path} begins with a slash. */
  public URI at(String path) {
    return URI.create(base + path);
  }

  /**
   * Refuses an address that would carry secrets over a network in the clear.
   *
   * @param what names it in the sentence, such as {@code The identity provider}
   */
  public static void requireProtected(URI uri, String what) throws GatehouseException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host != null && (scheme.equals("https") || (scheme.equals("http") && isLoopback(host)))) {
      return;
    }
    throw new GatehouseException(
        GatehouseException.Kind.BAD_INPUT,
        what
            + " is given as "
            + uri
            + ", which is not protected; use an https:// address (http:// only for this"
            + " machine itself, such as http://127.0.0.1:8080).");
  }

  /**
   * A literal loopback address or {@code localhost} (RFC 6761, section 6.3); no name is looked up.
   */
  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  }

  private static GatehouseException badAddress(String text, @Nullable Throwable cause) {
    return new GatehouseException(
        GatehouseException.Kind.BAD_INPUT,
        "'"
            + text
            + "' is no address of a control service; give one such as"
            + " https://gatehouse.example.com.",
        cause);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}

package dev.gatehouse.control.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.gatehouse.control.config.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The provider's keys, found by its discovery document (OpenID Connect Discovery 1.0, section 4):
 * cached, asked for at a limited rate, kept through an outage.
 */
final class ProviderKeys {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final long CACHE_MILLIS = 5 * 60_000L;
  private static final long REFRESH_MILLIS = 10_000L;
  private static final long OUTAGE_MILLIS = 4 * 3_600_000L;

  private final URI issuer;
  private final long rateLimitMillis;
  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);
  private volatile @Nullable JWKSource<SecurityContext> source;

  /**
   * @param issuer whose keys
   * @param rateLimitMillis least time between two looks at the provider's keys
   */
  ProviderKeys(URI issuer, long rateLimitMillis) {
    this.issuer = issuer;
    this.rateLimitMillis = rateLimitMillis;
  }

  /**
   * The source of keys; discovery is made once and tried again while it fails.
   *
   * @throws IOException where the provider does not answer as a provider does
   */
  JWKSource<SecurityContext> source() throws IOException {
    JWKSource<SecurityContext> known = source;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      JWKSource<SecurityContext> found = source;
      if (found == null) {
        found = build(discover());
        source = found;
      }
      return found;
    }
  }

  private JWKSource<SecurityContext> build(URL jwks) {
    return JWKSourceBuilder.create(jwks, http)
        .cache(CACHE_MILLIS, REFRESH_MILLIS)
        .refreshAheadCache(false)
        .rateLimited(rateLimitMillis)
        .retrying(true)
        .outageTolerant(OUTAGE_MILLIS)
        .build();
  }

  private URL discover() throws IOException {
    String base = issuer.toString().replaceAll("/+$", "");
    URL document = URI.create(base + "/.well-known/openid-configuration").toURL();
    JsonNode metadata;
    try {
      metadata = new JsonMapper().readTree(http.retrieveResource(document).getContent());
    } catch (JacksonException e) {
      throw new IOException("The discovery document is no JSON.", e);
    }
    if (!issuer.toString().equals(metadata.path("issuer").asString(""))) {
      throw new IOException("The discovery document names another issuer.");
    }
    URI jwks;
    try {
      jwks = URI.create(metadata.path("jwks_uri").asString(""));
    } catch (IllegalArgumentException e) {
      throw new IOException("The discovery document's jwks_uri is no URL.", e);
    }
    String host = jwks.getHost();
    boolean safe =
        host != null
            && ("https".equals(jwks.getScheme())
                || ("http".equals(jwks.getScheme()) && Loopback.isLoopback(host)));
    if (!safe) {
      throw new IOException("The discovery document's jwks_uri is not https.");
    }
    return jwks.toURL();
  }
}

package dev.gatehouse.app.client.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import java.net.URI;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Makes DPoP proofs (RFC 9449, section 4.2), each for one request. Safe for many threads. */
final class DpopProofs {
  /** 128 random bits: a proof is used once. */
  private static final int JTI_BYTES = 16;

  private final DPoPProofFactory factory;
  private final InstantSource clock;

  DpopProofs(DeviceKey key, InstantSource clock) {
    this.clock = clock;
    try {
      this.factory = new DefaultDPoPProofFactory(key.key(), JWSAlgorithm.ES256);
    } catch (JOSEException e) {
      throw new IllegalStateException("A P-256 key cannot sign with ES256.", e);
    }
  }

  /**
   * A proof for one request.
   *
   * @param accessToken the token sent with it, hashed into {@code ath}; null where none is
   */
  @SuppressWarnings("NullAway") // the library takes null for "no access token" and "no nonce"
  String proof(String method, URI uri, @Nullable String accessToken) {
    try {
      return factory
          .createDPoPJWT(
              new JWTID(JTI_BYTES),
              method,
              withoutQuery(uri),
              Date.from(clock.instant()),
              accessToken == null ? null : new DPoPAccessToken(accessToken),
              null)
          .serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("The device key cannot sign a proof.", e);
    }
  }

  private static URI withoutQuery(URI uri) {
    String text = uri.toString();
    int end = text.indexOf('?');
    return end < 0 ? uri : URI.create(text.substring(0, end));
  }
}

package dev.gatehouse.control.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.gatehouse.core.audit.verify.SegmentKeys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The life of a session's keys. Each session has a sealing key of its own; each segment's key is
 * unwrapped when it arrives and stored by itself; when the session is whole its sealing key goes.
 * So a segment whose stored key is deleted can be opened by nobody, the service included.
 */
final class SealingKeys {
  private final AuditKeys keys;

  SealingKeys(AuditKeys keys) {
    this.keys = keys;
  }

  /** Makes a session's sealing key; the public part goes to the client. */
  ECKey make(String sessionId) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(sessionId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Every Java platform makes P-256 keys.", e);
    }
  }

  void store(AuditStore store, String sessionId, ECKey sealing) {
    store.insertSessionKey(
        sessionId,
        keys.encrypt(
            sealing.toJSONString().getBytes(StandardCharsets.UTF_8), sessionPlace(sessionId)));
  }

  /** The key of a segment that arrives; empty where it is not wrapped for this session. */
  Optional<byte[]> unwrap(AuditStore store, String sessionId, long number, String wrapped) {
    return store
        .sessionKey(sessionId)
        .map(encrypted -> keys.decrypt(encrypted, sessionPlace(sessionId)))
        .flatMap(
            json ->
                SegmentKeys.unwrapping(new String(json, StandardCharsets.UTF_8))
                    .keyOf(sessionId, number, wrapped));
  }

  void storeSegmentKey(AuditStore store, String sessionId, long number, byte[] key) {
    store.insertSegmentKey(sessionId, number, keys.encrypt(key, segmentPlace(sessionId, number)));
  }

  /** The key of a stored segment; empty where it has been erased. */
  Optional<byte[]> segmentKey(AuditStore store, String sessionId, long number) {
    return store
        .segmentKey(sessionId, number)
        .map(encrypted -> keys.decrypt(encrypted, segmentPlace(sessionId, number)));
  }

  private static String sessionPlace(String sessionId) {
    return "gatehouse session key " + sessionId;
  }

  private static String segmentPlace(String sessionId, long number) {
    return "gatehouse segment key " + sessionId + " " + number;
  }
}

package dev.gatehouse.app.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.audit.Spool;
import dev.gatehouse.core.audit.SpoolConfig;
import dev.gatehouse.core.audit.SpoolLimits;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * The record of a sandbox: a real spool, sealed for nobody, since the private half of its key is
 * forgotten at once. Its segments go nowhere and are deleted with the folder.
 */
final class SandboxRecord {
  private static final int ED25519_BYTES = 32;

  private final Path folder;
  private final InstantSource clock;
  private final ECKey device;
  private final String thumbprint;
  private final String sealing;
  private final String receipts;

  private SandboxRecord(Path folder, InstantSource clock) throws JOSEException {
    this.folder = folder;
    this.clock = clock;
    this.device = new ECKeyGenerator(Curve.P_256).generate();
    this.thumbprint = device.computeThumbprint().toString();
    this.sealing =
        new ECKeyGenerator(Curve.P_256)
            .keyIDFromThumbprint(true)
            .generate()
            .toPublicJWK()
            .toJSONString();
    this.receipts = receiptKey();
  }

  static SandboxRecord in(Path folder, InstantSource clock) {
    try {
      return new SandboxRecord(folder, clock);
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java runtime cannot make P-256 keys.", e);
    }
  }

  /** Thumbprint of the key that signs the record. */
  String device() {
    return thumbprint;
  }

  AuditSink open(String sessionId) throws AuditUnavailableException {
    return Spool.open(
        new SpoolConfig(
            folder, sessionId, sealing, receipts, device, clock, SpoolLimits.defaults()));
  }

  /** The last 32 bytes of the encoding are the key (RFC 8410). */
  private static String receiptKey() {
    try {
      byte[] encoded =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
      byte[] key = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key)).build().toJSONString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform makes Ed25519 keys.", e);
    }
  }
}

package dev.gatehouse.core.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.SegmentKeys;
import dev.gatehouse.core.audit.verify.VerificationKeys;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Keys, made for this run, and the events of a small session. */
final class AuditFixture {
  static final String SESSION = "session-1";
  static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  final ECKey sealing = p256();
  final ECKey device = p256();
  final OctetKeyPair receipts = ed25519();

  SpoolConfig config(Path root, SpoolLimits limits) {
    return config(root, SESSION, limits, new TestClock(START));
  }

  SpoolConfig config(Path root, String session, SpoolLimits limits, TestClock clock) {
    return new SpoolConfig(
        root,
        session,
        sealing.toPublicJWK().toJSONString(),
        receipts.toPublicJWK().toJSONString(),
        device,
        clock,
        limits);
  }

  /** Small segments and no limits of the disk, so that a test says only what it is about. */
  static SpoolLimits limits(long segmentBytes) {
    return new SpoolLimits(
        segmentBytes, Duration.ofHours(1), 4, Duration.ofHours(1), 0, Long.MAX_VALUE, 0);
  }

  VerificationKeys keys() {
    return new VerificationKeys(
        device.toPublicJWK().toJSONString(),
        Optional.of(receipts.toPublicJWK().toJSONString()),
        Optional.of(SegmentKeys.unwrapping(sealing.toJSONString())));
  }

  VerificationKeys withoutOpening() {
    return VerificationKeys.device(device.toPublicJWK().toJSONString());
  }

  Verifier.Opened open(Path directory) throws IOException {
    return Verifier.open(Recording.ofFolder(directory), keys());
  }

  static AuditEvent opened() {
    return new AuditEvent.SessionOpened(
        START,
        SESSION,
        "https://id.example",
        "u1",
        "An Analyst",
        Optional.empty(),
        "thumb",
        "host",
        "0.1",
        "grant-1",
        List.of("rule"),
        "a purpose",
        "digest",
        "shop",
        "prod");
  }

  static AuditEvent intent(long statement) {
    return new AuditEvent.StatementIntent(
        START,
        statement,
        "select " + statement,
        Optional.of("select " + statement),
        "fp",
        "allow",
        "Allowed.",
        List.of(new AuditEvent.RuleRecord("r1", "matched", "The group fits.")),
        List.of(),
        Optional.of("plain"));
  }

  static AuditEvent result(long statement) {
    return new AuditEvent.StatementResult(START, statement, "done", "", "", 1, 5);
  }

  static AuditEvent snapshot(long statement) {
    return new AuditEvent.ResultSnapshot(
        START,
        statement,
        0,
        List.of("a", "b"),
        List.of(Arrays.asList("1", null), Arrays.asList("é\ud800\"\n", "***")),
        false);
  }

  static AuditEvent closed() {
    return new AuditEvent.SessionClosed(START, "signed_out");
  }

  static ECKey p256() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static OctetKeyPair ed25519() {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var point = ((EdECPublicKey) pair.getPublic()).getPoint();
      byte[] big = point.getY().toByteArray();
      byte[] x = new byte[32];
      for (int i = 0; i < Math.min(32, big.length); i++) {
        x[i] = big[big.length - 1 - i];
      }
      if (point.isXOdd()) {
        x[31] |= (byte) 0x80;
      }
      byte[] d = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
          .d(Base64URL.encode(d))
          .build();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

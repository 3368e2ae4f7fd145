package dev.gatehouse.core.audit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A control service that keeps segments in memory, behind a network that loses words both ways. */
final class SimulatedService implements SegmentTransport {
  final TreeMap<Long, byte[]> stored = new TreeMap<>();
  final TreeMap<Long, String> receipts = new TreeMap<>();
  OptionalLong announced = OptionalLong.empty();

  /** Proves in this log what it takes in; without one, its proofs are empty. */
  @Nullable TestLog log;

  private final AuditFixture fixture;
  private final DeviceSigner signer;
  private final RandomGenerator random;
  private final boolean quick;
  private double lossRate;
  private boolean lies;

  SimulatedService(AuditFixture fixture, RandomGenerator random) {
    this(fixture, random, false);
  }

  /**
   * @param quick signs receipts with a digest in place of a signature
   */
  SimulatedService(AuditFixture fixture, RandomGenerator random, boolean quick) {
    this.quick = quick;
    this.fixture = fixture;
    this.signer = DeviceSigner.of(fixture.receipts);
    this.random = random;
  }

  /** Loses that share of the calls before, and that share after they took effect. */
  void lose(double rate) {
    lossRate = rate;
  }

  /** Keeps nothing and answers with receipts that a stranger signed. */
  void lie(boolean now) {
    lies = now;
  }

  @Override
  public Acknowledged put(String sessionId, long number, byte[] bytes)
      throws SegmentTransportException {
    lose();
    if (lies && quick) {
      return new Acknowledged(quickly(receipt(sessionId, number, bytes), "a stranger"), "");
    }
    if (lies) {
      DeviceSigner stranger = DeviceSigner.of(AuditFixture.ed25519());
      return new Acknowledged(sign(receipt(sessionId, number, bytes), stranger), "");
    }
    byte[] before = stored.putIfAbsent(number, bytes);
    if (before != null && !Arrays.equals(before, bytes)) {
      throw new SegmentTransportException(
          SegmentTransportException.Kind.REFUSED, "Other bytes under number " + number + ".");
    }
    SegmentReceipt receipt = receipt(sessionId, number, bytes);
    lose();
    receipts.put(number, new String(SessionState.bytes(receipt), StandardCharsets.UTF_8));
    String proof =
        log == null ? "" : log.add(ReceiptCheck.payload(receipt).getBytes(StandardCharsets.UTF_8));
    return new Acknowledged(receipt, proof);
  }

  @Override
  public void close(String sessionId, long segments) throws SegmentTransportException {
    lose();
    if (announced.isPresent() && announced.getAsLong() != segments) {
      throw new SegmentTransportException(
          SegmentTransportException.Kind.REFUSED, "Another number of segments.");
    }
    announced = OptionalLong.of(segments);
    lose();
  }

  private SegmentReceipt receipt(String sessionId, long number, byte[] bytes) {
    String hash = HexFormat.of().formatHex(SegmentFormat.sha256(bytes));
    SegmentReceipt unsigned =
        new SegmentReceipt(sessionId, number, hash, AuditFixture.START.toString(), "");
    return quick ? quickly(unsigned, "the service") : sign(unsigned, signer);
  }

  /** Checks what a quick service signs. */
  static boolean holdsQuickly(
      SegmentReceipt receipt, String sessionId, long number, String sha256) {
    return receipt.sessionId().equals(sessionId)
        && receipt.number() == number
        && receipt.sha256().equals(sha256)
        && quickly(receipt, "the service").equals(receipt);
  }

  private static SegmentReceipt quickly(SegmentReceipt receipt, String who) {
    String signed = who + ReceiptCheck.payload(receipt);
    return new SegmentReceipt(
        receipt.sessionId(),
        receipt.number(),
        receipt.sha256(),
        receipt.receivedAt(),
        HexFormat.of().formatHex(SegmentFormat.sha256(signed.getBytes(StandardCharsets.UTF_8))));
  }

  private SegmentReceipt sign(SegmentReceipt receipt, DeviceSigner with) {
    JWSObject jws =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(fixture.receipts.getKeyID()).build(),
            new Payload(ReceiptCheck.payload(receipt)));
    String signature =
        new String(jws.getSigningInput(), StandardCharsets.US_ASCII)
            + "."
            + Base64URL.encode(with.sign(jws.getSigningInput()));
    return new SegmentReceipt(
        receipt.sessionId(), receipt.number(), receipt.sha256(), receipt.receivedAt(), signature);
  }

  private void lose() throws SegmentTransportException {
    if (random.nextDouble() < lossRate) {
      throw new SegmentTransportException(
          SegmentTransportException.Kind.LATER, "The control service is not reached.");
    }
  }
}

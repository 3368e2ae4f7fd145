package dev.gatehouse.core.audit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.util.Map;

/** Whether a receipt is the service's word for exactly these bytes. Fails closed. */
final class ReceiptCheck implements SegmentUploader.Receipts {
  private final PublicKey key;

  /**
   * @param receiptKey the ticket's Ed25519 key as a JWK
   * @throws IllegalArgumentException where it is no such key
   */
  ReceiptCheck(String receiptKey) {
    try {
      OctetKeyPair pair = JWK.parse(receiptKey).toOctetKeyPair();
      if (!Curve.Ed25519.equals(pair.getCurve())) {
        throw new IllegalArgumentException("The receipt key of the session must be on Ed25519.");
      }
      key = publicKey(pair.getDecodedX());
    } catch (ParseException | ClassCastException | GeneralSecurityException e) {
      throw new IllegalArgumentException("The receipt key of the session cannot be read.", e);
    }
  }

  @Override
  public boolean holds(SegmentReceipt receipt, String sessionId, long number, String sha256) {
    if (!receipt.sessionId().equals(sessionId)
        || receipt.number() != number
        || !receipt.sha256().equals(sha256)) {
      return false;
    }
    try {
      JWSObject signed = JWSObject.parse(receipt.signature());
      return JWSAlgorithm.EdDSA.equals(signed.getHeader().getAlgorithm())
          && signed.getPayload().toString().equals(payload(receipt))
          && verified(signed);
    } catch (ParseException | GeneralSecurityException e) {
      return false;
    }
  }

  private boolean verified(JWSObject signed) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(signed.getSigningInput());
    return signature.verify(signed.getSignature().decode());
  }

  /** What the service signs: the receipt without its signature. */
  static String payload(SegmentReceipt receipt) {
    return new String(
        SessionState.bytes(
            Map.of(
                "number", receipt.number(),
                "receivedAt", receipt.receivedAt(),
                "sessionId", receipt.sessionId(),
                "sha256", receipt.sha256())),
        StandardCharsets.UTF_8);
  }

  /** An encoded point, RFC 8032 section 5.1.2: y little-endian, the top bit is x's parity. */
  private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    if (encoded.length != 32) {
      throw new GeneralSecurityException("An Ed25519 key has 32 bytes.");
    }
    byte[] y = new byte[32];
    for (int i = 0; i < 32; i++) {
      y[i] = encoded[31 - i];
    }
    boolean odd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    EdECPoint point = new EdECPoint(odd, new BigInteger(1, y));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}

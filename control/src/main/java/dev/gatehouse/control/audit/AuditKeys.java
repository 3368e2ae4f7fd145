package dev.gatehouse.control.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The service's two keys for the record: an Ed25519 key that signs receipts, and an AES-256 key
 * under which the keys of sessions and segments are stored. The caller keeps both as JWKs where it
 * keeps its secrets. Safe for use by many threads.
 */
public final class AuditKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 12;

  private final OctetKeyPair receiptKey;
  private final PrivateKey receiptPrivate;
  private final SecretKey storageKey;

  /**
   * @param receiptKey a private Ed25519 JWK, as {@link #newReceiptKey()} makes one
   * @param storageKey an {@code oct} JWK of 256 bits, as {@link #newStorageKey()} makes one
   * @throws IllegalArgumentException where they are other keys
   */
  public AuditKeys(JWK receiptKey, JWK storageKey) {
    if (!(receiptKey instanceof OctetKeyPair pair)
        || !Curve.Ed25519.equals(pair.getCurve())
        || !pair.isPrivate()) {
      throw new IllegalArgumentException("The receipt key must be a private Ed25519 key.");
    }
    if (!(storageKey instanceof OctetSequenceKey oct) || oct.toByteArray().length != 32) {
      throw new IllegalArgumentException("The storage key must be a symmetric key of 256 bits.");
    }
    this.receiptKey = pair;
    this.storageKey = oct.toSecretKey("AES");
    try {
      this.receiptPrivate =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The receipt key cannot be read.", e);
    }
  }

  /** A fresh private Ed25519 key. */
  public static JWK newReceiptKey() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return new OctetKeyPair.Builder(
              Curve.Ed25519, encode(((EdECPublicKey) pair.getPublic()).getPoint()))
          .d(Base64URL.encode(seed))
          .keyIDFromThumbprint()
          .build();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException("Every Java platform makes Ed25519 keys.", e);
    }
  }

  /** A fresh AES-256 key. */
  public static JWK newStorageKey() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new OctetSequenceKey.Builder(bytes).build();
  }

  /** The public key that checks receipts, as a JWK. */
  public JWK receiptPublicKey() {
    return receiptKey.toPublicJWK();
  }

  /** A compact JWS (RFC 8037) over that text. */
  String sign(String payload) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(receiptKey.getKeyID()).build();
    JWSObject unsigned = new JWSObject(header, new Payload(payload));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(receiptPrivate);
      signature.update(unsigned.getSigningInput());
      return new String(unsigned.getSigningInput(), StandardCharsets.US_ASCII)
          + "."
          + Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The receipt key does not sign.", e);
    }
  }

  /** A keyed hash of a word, for finding statements without keeping their text. */
  byte[] word(String word) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(storageKey);
      return mac.doFinal(("gatehouse word " + word).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA256.", e);
    }
  }

  /** Encrypts a key for storage at one place; it opens nowhere else. */
  byte[] encrypt(byte[] plain, String place) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, plain, 0, place);
    byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE, sealed.length);
    return all;
  }

  /** Undoes {@link #encrypt}. */
  byte[] decrypt(byte[] stored, String place) {
    return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(stored, NONCE), stored, NONCE, place);
  }

  private byte[] cipher(int mode, byte[] nonce, byte[] input, int from, String place) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, storageKey, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A stored key of the record does not open; the storage key is not the one it was stored"
              + " under.",
          e);
    }
  }

  /** RFC 8032 section 5.1.2: y, little-endian; the top bit is the parity of x. */
  private static Base64URL encode(EdECPoint point) {
    byte[] y = point.getY().toByteArray();
    byte[] encoded = new byte[32];
    for (int i = 0; i < Math.min(32, y.length); i++) {
      encoded[i] = y[y.length - 1 - i];
    }
    if (point.isXOdd()) {
      encoded[31] |= (byte) 0x80;
    }
    return Base64URL.encode(encoded);
  }
}

package dev.gatehouse.control.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.gatehouse.control.config.StartupException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of this service. Of several signing keys the first signs and the others still verify,
 * which is how they are rotated (docs/operators.md). Immutable and safe to share.
 */
public final class ServiceKeys {
  private final List<ECKey> signing;
  private final OctetKeyPair receipt;
  private final OctetSequenceKey storage;
  private final byte[] maskSecret;

  private ServiceKeys(
      List<ECKey> signing, OctetKeyPair receipt, OctetSequenceKey storage, byte[] maskSecret) {
    this.signing = signing;
    this.receipt = receipt;
    this.storage = storage;
    this.maskSecret = maskSecret;
  }

  /**
   * Reads the keys, or makes them where there are none.
   *
   * @param stateDirectory the service's state; made for its user alone where it is missing
   * @throws StartupException where they cannot be read or written, or others could read them
   */
  public static ServiceKeys loadOrCreate(Path stateDirectory) throws StartupException {
    return from(new KeyFile(stateDirectory).loadOrCreate(KeyMaker::make));
  }

  private static ServiceKeys from(JWKSet set) throws StartupException {
    List<ECKey> signing =
        set.getKeys().stream()
            .filter(ECKey.class::isInstance)
            .map(ECKey.class::cast)
            .filter(key -> Curve.P_256.equals(key.getCurve()) && key.isPrivate())
            .filter(key -> key.getKeyID() != null)
            .toList();
    Optional<OctetKeyPair> receipt =
        set.getKeys().stream()
            .filter(OctetKeyPair.class::isInstance)
            .map(OctetKeyPair.class::cast)
            .filter(key -> Curve.Ed25519.equals(key.getCurve()) && key.isPrivate())
            .findFirst();
    Optional<OctetSequenceKey> storage = secret(set, KeyMaker.STORAGE);
    Optional<OctetSequenceKey> mask = secret(set, KeyMaker.MASK);
    if (signing.isEmpty() || receipt.isEmpty() || storage.isEmpty() || mask.isEmpty()) {
      throw new StartupException(
          "The key file lacks a key: it needs one to sign, one for receipts, one for storage and"
              + " one for masks, so restore it from its backup.");
    }
    return new ServiceKeys(signing, receipt.get(), storage.get(), mask.get().toByteArray());
  }

  private static Optional<OctetSequenceKey> secret(JWKSet set, String id) {
    return set.getKeyByKeyId(id) instanceof OctetSequenceKey key && key.size() == 256
        ? Optional.of(key)
        : Optional.empty();
  }

  /** Signs grants, policies and session tokens (ES256). Holds the private part. */
  public ECKey signing() {
    return signing.getFirst();
  }

  /** Every key under which something may still be signed, public parts only. */
  public JWKSet published() {
    return new JWKSet(signing.stream().<JWK>map(ECKey::toPublicJWK).toList());
  }

  /** Signs receipts (Ed25519). Holds the private part. */
  public JWK receipt() {
    return receipt;
  }

  /** Encrypts the keys of recorded sessions where they are stored (AES-256). */
  public JWK storage() {
    return storage;
  }

  /**
   * The key of the {@code hash} mask for a grant: the same for each of its activations, unrelated
   * between grants.
   *
   * @return base64url of 32 bytes
   */
  public String maskKey(String grantId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(maskSecret, "HmacSHA256"));
      byte[] key = mac.doFinal(("gatehouse mask " + grantId).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks HmacSHA256.", e);
    }
  }

  @Override
  public String toString() {
    return "ServiceKeys[signing=" + signing.getFirst().getKeyID() + "]";
  }
}

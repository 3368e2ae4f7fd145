package dev.gatehouse.app.client.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.gatehouse.app.session.GatehouseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * This device's P-256 key: proves possession of tokens (RFC 9449) and signs the record's
 * checkpoints. Made once, kept in a file that only its owner reads. Immutable.
 */
public final class DeviceKey {
  private static final String FILE = "device-key.json";
  private final ECKey key;
  private final String thumbprint;

  private DeviceKey(ECKey key) throws JOSEException {
    this.key = key;
    this.thumbprint = key.computeThumbprint().toString();
  }

  /**
   * Reads the key of that state directory, or makes it.
   *
   * @throws GatehouseException where the folder cannot be written, or the file is damaged or open
   *     to others
   */
  public static DeviceKey open(Path stateDirectory) throws GatehouseException {
    Path file = stateDirectory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        PrivateFiles.createFolder(stateDirectory);
        String made = new ECKeyGenerator(Curve.P_256).generate().toJSONString();
        // Where another process made one meanwhile, that one is this device's key.
        PrivateFiles.createOnce(file, made.getBytes(StandardCharsets.UTF_8));
      }
      if (PrivateFiles.openToOthers(file)) {
        throw new GatehouseException(
            GatehouseException.Kind.FAULT,
            "The device key "
                + file
                + " can be read by others; delete it, so that a new one is made, or close it with"
                + " chmod 600 if nobody else used this machine.");
      }
      ECKey key = ECKey.parse(Files.readString(file));
      if (!Curve.P_256.equals(key.getCurve()) || !key.isPrivate()) {
        throw damaged(file, null);
      }
      return new DeviceKey(key);
    } catch (IOException e) {
      throw new GatehouseException(
          GatehouseException.Kind.RECORD_UNAVAILABLE,
          "The state directory "
              + stateDirectory
              + " cannot be written; give another one with --state or GATEHOUSE_STATE.",
          e);
    } catch (ParseException | JOSEException e) {
      throw damaged(file, e);
    }
  }

  /** The key with its private part. */
  public ECKey key() {
    return key;
  }

  /** Its thumbprint (RFC 7638), as {@code cnf.jkt} names it. */
  public String thumbprint() {
    return thumbprint;
  }

  /** The public part as a JWK. */
  public String publicJwk() {
    return key.toPublicJWK().toJSONString();
  }

  private static GatehouseException damaged(Path file, @Nullable Exception cause) {
    return new GatehouseException(
        GatehouseException.Kind.FAULT,
        "The device key "
            + file
            + " is damaged; delete it, so that a new one is made, and sign in again.",
        cause);
  }
}

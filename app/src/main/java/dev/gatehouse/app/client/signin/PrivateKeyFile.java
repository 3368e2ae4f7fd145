package dev.gatehouse.app.client.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A private key from text: a JWK (RFC 7517), or PKCS #8 in PEM (RFC 7468) with a certificate behind
 * it.
 *
 * @param key RSA or elliptic
 * @param algorithm what it signs with
 * @param id the key's {@code kid}; null where it has none
 * @param certificate the one that belongs to it, where the text holds one
 */
record PrivateKeyFile(
    PrivateKey key,
    JWSAlgorithm algorithm,
    @Nullable String id,
    Optional<X509Certificate> certificate) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

  static PrivateKeyFile parse(String text) throws GatehouseException {
    try {
      return text.startsWith("{") ? fromJwk(JWK.parse(text)) : fromPem(text);
    } catch (ParseException
        | JOSEException
        | GeneralSecurityException
        | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private static PrivateKeyFile fromJwk(JWK jwk) throws JOSEException, GatehouseException {
    PrivateKey key =
        switch (jwk) {
          case RSAKey rsa -> rsa.toPrivateKey();
          case ECKey ec -> ec.toPrivateKey();
          default -> null;
        };
    if (key == null) {
      throw unusable(null);
    }
    return new PrivateKeyFile(key, algorithm(key), jwk.getKeyID(), Optional.empty());
  }

  private static PrivateKeyFile fromPem(String text)
      throws GeneralSecurityException, GatehouseException {
    Matcher found = KEY.matcher(text);
    if (!found.find()) {
      throw unusable(null);
    }
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    PrivateKey key;
    try {
      key = KeyFactory.getInstance("RSA").generatePrivate(spec);
    } catch (GeneralSecurityException notRsa) {
      key = KeyFactory.getInstance("EC").generatePrivate(spec);
    }
    Matcher certificate = CERTIFICATE.matcher(text);
    return new PrivateKeyFile(
        key,
        algorithm(key),
        null,
        certificate.find() ? Optional.of(certificate(certificate.group())) : Optional.empty());
  }

  private static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  /** RSA with SHA-256, or what belongs to the curve (RFC 7518, section 3.4). */
  private static JWSAlgorithm algorithm(PrivateKey key) throws GatehouseException {
    return switch (key) {
      case RSAPrivateKey rsa -> JWSAlgorithm.RS256;
      case ECPrivateKey ec ->
          switch (ec.getParams().getOrder().bitLength()) {
            case 256 -> JWSAlgorithm.ES256;
            case 384 -> JWSAlgorithm.ES384;
            case 521 -> JWSAlgorithm.ES512;
            default -> throw unusable(null);
          };
      default -> throw unusable(null);
    };
  }

  private static GatehouseException unusable(@Nullable Throwable cause) {
    return new GatehouseException(
        Kind.BAD_INPUT,
        "The service's private key is none that Gatehouse reads; give an RSA or elliptic key as a"
            + " JWK or as PKCS #8 in PEM.",
        cause);
  }

  @Override
  public String toString() {
    return "PrivateKeyFile[" + algorithm + "]";
  }
}

package dev.gatehouse.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A small identity provider on loopback: discovery, keys, and tokens for whoever the test says. */
public final class TestIssuer implements AutoCloseable {
  private final HttpServer server;
  private final InstantSource clock;
  private final RSAKey rsa;
  private final ECKey ec;
  private final AtomicInteger keyRequests = new AtomicInteger();

  public TestIssuer(InstantSource clock) {
    this.clock = clock;
    try {
      rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
      ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    answer(
        "/.well-known/openid-configuration",
        () -> "{\"issuer\":\"" + uri() + "\",\"jwks_uri\":\"" + uri() + "/keys\"}");
    answer(
        "/keys",
        () -> {
          keyRequests.incrementAndGet();
          return new JWKSet(List.<JWK>of(rsa, ec)).toString(true);
        });
    server.start();
  }

  private void answer(String path, java.util.function.Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int keyRequests() {
    return keyRequests.get();
  }

  /** A token as the provider would make it. */
  String token(String subject, String... groups) {
    return token(JWSAlgorithm.RS256, rsa, claims -> {}, subject, groups);
  }

  /** A token of the provider's, but with other claims. */
  String token(Consumer<JWTClaimsSet.Builder> change, String subject, String... groups) {
    return token(JWSAlgorithm.RS256, rsa, change, subject, groups);
  }

  /** A token signed with the provider's elliptic key. */
  String ecToken(String subject, String... groups) {
    return token(JWSAlgorithm.ES256, ec, claims -> {}, subject, groups);
  }

  /** A token by any key and algorithm. */
  String token(
      JWSAlgorithm algorithm,
      JWK key,
      Consumer<JWTClaimsSet.Builder> change,
      String subject,
      String... groups) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(uri().toString())
            .subject(subject)
            .audience("gatehouse")
            .jwtID(UUID.randomUUID().toString())
            .claim("preferred_username", subject + "@example.test")
            .claim("groups", List.of(groups))
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plusSeconds(300)));
    change.accept(claims);
    JWSHeader header =
        new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(key.getKeyID()).build();
    try {
      JWSSigner signer =
          key instanceof RSAKey rsaKey ? new RSASSASigner(rsaKey) : new ECDSASigner((ECKey) key);
      SignedJWT jwt = new SignedJWT(header, claims.build());
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

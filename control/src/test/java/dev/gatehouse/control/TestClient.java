package dev.gatehouse.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client with a key of its own, as the workbench is one. */
public final class TestClient {
  static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI service;
  private final URI shown;
  private final InstantSource clock;
  final ECKey key;
  private @Nullable String token;

  /** What came back. */
  record Answer(int status, String body, HttpResponse<?> response) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String detail() {
      return json().path("detail").asString();
    }
  }

  TestClient(URI service, InstantSource clock) {
    this(service, service, clock, newKey(), null);
  }

  private TestClient(
      URI service, URI shown, InstantSource clock, ECKey key, @Nullable String token) {
    this.service = service;
    this.shown = shown;
    this.clock = clock;
    this.key = key;
    this.token = token;
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same client, with its token, sending to another replica behind the same address. */
  TestClient at(URI replica) {
    return new TestClient(replica, shown, clock, key, token);
  }

  String token() {
    if (token == null) {
      throw new IllegalStateException("Not signed in.");
    }
    return token;
  }

  void useToken(String other) {
    token = other;
  }

  /** Exchanges the provider's token and keeps what comes back. */
  TestClient signIn(String providerToken) {
    Answer answer = exchange(providerToken);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    token = answer.json().path("accessToken").asString();
    return this;
  }

  Answer exchange(String providerToken) {
    return exchange(providerToken, proof("POST", "/v1/token", null));
  }

  Answer exchange(String providerToken, String proof) {
    return send(
        HttpRequest.newBuilder(service.resolve("/v1/token"))
            .header("Authorization", "Bearer " + providerToken)
            .header("DPoP", proof)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  Answer get(String path) {
    return send(request("GET", path, ""));
  }

  Answer post(String path, String body) {
    return send(request("POST", path, body));
  }

  Answer put(String path, String body) {
    return send(request("PUT", path, body));
  }

  /** A PUT of that many zeros, with their number said beforehand or not. */
  Answer putZeros(String path, long length, boolean announced) {
    HttpRequest.BodyPublisher zeros =
        HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(length));
    return send(
        request("PUT", path, "")
            .PUT(announced ? HttpRequest.BodyPublishers.fromPublisher(zeros, length) : zeros));
  }

  /** Zeros, without the memory that they would take. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(bytes, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }

  /** A GET with a proof of the test's making. */
  Answer getWithProof(String path, String proof) {
    return send(
        HttpRequest.newBuilder(service.resolve(path))
            .header("Authorization", "DPoP " + token())
            .header("DPoP", proof)
            .GET());
  }

  HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(service.resolve(path))
        .header("Authorization", "DPoP " + token())
        .header("DPoP", proof(method, path, token()))
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  /** Opens a stream; the caller closes it. */
  InputStream stream(String path) {
    try {
      HttpResponse<InputStream> response =
          HTTP.send(request("GET", path, "").build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError("Status " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String proof(String method, String path, @Nullable String accessToken) {
    return proof(method, shown.resolve(path).toString(), accessToken, claims -> {});
  }

  /** A proof, with whatever the test changes of it. */
  String proof(
      String method,
      String url,
      @Nullable String accessToken,
      Consumer<JWTClaimsSet.Builder> change) {
    String bare = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .claim("htm", method)
            .claim("htu", bare)
            .issueTime(Date.from(clock.instant()))
            .jwtID(UUID.randomUUID().toString());
    if (accessToken != null) {
      claims.claim("ath", hash(accessToken));
    }
    change.accept(claims);
    return sign(new JOSEObjectType("dpop+jwt"), claims.build());
  }

  String sign(JOSEObjectType type, JWTClaimsSet claims) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).jwk(key.toPublicJWK()).build(),
              claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hash(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.gatehouse.app.client.control;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.Acknowledgement;
import dev.gatehouse.control.api.ActivatedGrant;
import dev.gatehouse.control.api.CutOffView;
import dev.gatehouse.control.api.EvidenceView;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.LogHashes;
import dev.gatehouse.control.api.MeView;
import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.ServiceInfo;
import dev.gatehouse.control.api.SessionTicket;
import dev.gatehouse.control.api.SessionTicketRequest;
import dev.gatehouse.control.api.SessionTokenView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.control.api.StatementRequest;
import dev.gatehouse.control.api.StatementRequestView;
import dev.gatehouse.core.catalog.CatalogParts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control service's calls (docs/architecture.md), typed. Every call but the first two carries
 * the service's token and a fresh DPoP proof. Blocking, safe for many threads.
 */
public final class ControlApi implements AutoCloseable {
  private final ControlHttp http;
  private final DpopProofs proofs;
  private final ControlToken token;
  private final JsonMapper json = JsonMapper.builder().build();

  /** Where the provider's token comes from, renewed as needed. */
  public interface ProviderToken {
    /** A provider's token that still holds. */
    String current() throws GatehouseException;
  }

  public ControlApi(
      ControlAddress address,
      String appVersion,
      DeviceKey key,
      InstantSource clock,
      ProviderToken provider) {
    this.http = new ControlHttp(address, appVersion);
    this.proofs = new DpopProofs(key, clock);
    this.token = new ControlToken(() -> exchange(provider.current()), clock);
  }

  /** Where the service is; also the issuer of what it signs. */
  public ControlAddress address() {
    return http.address();
  }

  /** {@code GET /.well-known/gatehouse}. */
  public ServiceInfo service() throws GatehouseException {
    HttpResponse<byte[]> answer = http.send(http.request("/.well-known/gatehouse").GET().build());
    if (answer.statusCode() != 200) {
      throw new GatehouseException(
          Kind.CONTROL_UNREACHABLE,
          "There is no Gatehouse control service at "
              + http.address()
              + "; check the address (--control or GATEHOUSE_CONTROL).");
    }
    return read(answer, ServiceInfo.class);
  }

  /** {@code GET /v1/keys}: the JWKS of the keys that sign grants and policies. */
  public String keys() throws GatehouseException {
    HttpResponse<byte[]> answer = http.send(http.request("/v1/keys").GET().build());
    return text(expect(answer));
  }

  public MeView me() throws GatehouseException {
    return get("/v1/me", MeView.class);
  }

  public List<SourceView> sources() throws GatehouseException {
    return List.of(get("/v1/sources", SourceView[].class));
  }

  public GrantView request(GrantRequest request) throws GatehouseException {
    return post("/v1/grants", request, GrantView.class);
  }

  /**
   * Grants.
   *
   * @param view {@code mine}, {@code pending} or {@code to-review}
   */
  public List<GrantView> grants(String view) throws GatehouseException {
    return List.of(get("/v1/grants?view=" + segment(view), GrantView[].class));
  }

  /** {@code GET /v1/grants/{id}/similar}. */
  public List<GrantView> similar(String id) throws GatehouseException {
    return List.of(get("/v1/grants/" + segment(id) + "/similar", GrantView[].class));
  }

  public GrantView grant(String id) throws GatehouseException {
    return get("/v1/grants/" + segment(id), GrantView.class);
  }

  /**
   * Moves a grant on.
   *
   * @param step {@code approve}, {@code deny}, {@code withdraw}, {@code end} or {@code revoke}
   * @param body what the step says, such as {@code {"comment": …}}
   */
  public GrantView move(String id, String step, Map<String, String> body)
      throws GatehouseException {
    return post("/v1/grants/" + segment(id) + "/" + step, body, GrantView.class);
  }

  /** The schema of an active grant's data source, as far as the grant covers it. */
  public CatalogParts schema(String grantId) throws GatehouseException {
    return get("/v1/grants/" + segment(grantId) + "/schema", CatalogParts.class);
  }

  /** Asks for the approval of one exact statement under an active grant. */
  public StatementRequestView requestStatement(String grantId, String statement, String comment)
      throws GatehouseException {
    return post(
        "/v1/grants/" + segment(grantId) + "/statements",
        new StatementRequest(statement, comment),
        StatementRequestView.class);
  }

  /**
   * Requests to approve statements.
   *
   * @param view {@code mine} or {@code pending}
   */
  public List<StatementRequestView> statements(String view) throws GatehouseException {
    return List.of(get("/v1/statements?view=" + segment(view), StatementRequestView[].class));
  }

  public StatementRequestView statement(String id) throws GatehouseException {
    return get("/v1/statements/" + segment(id), StatementRequestView.class);
  }

  /**
   * Decides about a statement.
   *
   * @param step {@code approve}, {@code deny} or {@code withdraw}
   */
  public StatementRequestView decideStatement(String id, String step, Map<String, String> body)
      throws GatehouseException {
    return post("/v1/statements/" + segment(id) + "/" + step, body, StatementRequestView.class);
  }

  public ActivatedGrant activate(String id) throws GatehouseException {
    return post("/v1/grants/" + segment(id) + "/activate", Map.of(), ActivatedGrant.class);
  }

  /** A renewed grant token. */
  public String grantToken(String id) throws GatehouseException {
    record Renewed(String grantToken) {}
    return post("/v1/grants/" + segment(id) + "/token", Map.of(), Renewed.class).grantToken();
  }

  /**
   * A policy and its signature.
   *
   * @param yaml the policy's text, byte for byte as signed
   * @param signature a detached JWS (RFC 7515, appendix F)
   */
  public record SignedPolicy(byte[] yaml, String signature) {}

  public SignedPolicy policy(String digest) throws GatehouseException {
    return signedPolicy("/v1/policies/" + segment(digest));
  }

  /** {@code GET /v1/policy}: the one that holds now. */
  public SignedPolicy policyInForce() throws GatehouseException {
    return signedPolicy("/v1/policy");
  }

  private SignedPolicy signedPolicy(String path) throws GatehouseException {
    HttpResponse<byte[]> answer = expect(authorized("GET", path, null, "application/json"));
    String signature = answer.headers().firstValue("Gatehouse-Signature").orElse("");
    return new SignedPolicy(answer.body(), signature);
  }

  public SessionTicket openSession(SessionTicketRequest request) throws GatehouseException {
    return post("/v1/sessions", request, SessionTicket.class);
  }

  /** Uploads a sealed segment; the same bytes again give the same receipt. */
  public Acknowledgement upload(String sessionId, long number, byte[] sealed)
      throws GatehouseException {
    String path = "/v1/sessions/" + segment(sessionId) + "/segments/" + number;
    return read(
        expect(authorized("PUT", path, sealed, "application/octet-stream")), Acknowledgement.class);
  }

  /** The log's signed checkpoint as it stands. */
  public String logCheckpoint() throws GatehouseException {
    return text(expect(authorized("GET", "/v1/log/checkpoint", null, "text/plain")));
  }

  /** What leads from one size of the log to another; empty where the log has never had those. */
  public Optional<List<byte[]>> logConsistency(long first, long second) throws GatehouseException {
    String path = "/v1/log/proof/consistency?first=" + first + "&second=" + second;
    HttpResponse<byte[]> answer = authorized("GET", path, null, "application/json");
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    return Optional.of(
        read(expect(answer), LogHashes.class).hashes().stream()
            .map(Base64.getDecoder()::decode)
            .toList());
  }

  /** Says that the session's client lives, where it had nothing to upload. */
  public void heartbeat(String sessionId) throws GatehouseException {
    String path = "/v1/sessions/" + segment(sessionId) + "/heartbeat";
    expect(authorized("POST", path, new byte[0], "application/json"));
  }

  /** Says that the session has that many segments and no more come. */
  public void closeSession(String sessionId, long segments) throws GatehouseException {
    byte[] body = json.writeValueAsBytes(Map.of("segments", segments));
    String path = "/v1/sessions/" + segment(sessionId) + "/close";
    expect(authorized("POST", path, body, "application/json"));
  }

  /** Ends one session of another person at once; its grant goes on. */
  public CutOffView cutOff(String sessionId, String reason) throws GatehouseException {
    return post(
        "/v1/sessions/" + segment(sessionId) + "/cut-off",
        Map.of("reason", reason),
        CutOffView.class);
  }

  public List<SessionView> sessions() throws GatehouseException {
    return List.of(get("/v1/sessions", SessionView[].class));
  }

  public RecordingView recording(String sessionId) throws GatehouseException {
    return get("/v1/sessions/" + segment(sessionId) + "/recording", RecordingView.class);
  }

  public EvidenceView evidence(String sessionId) throws GatehouseException {
    return get("/v1/sessions/" + segment(sessionId) + "/evidence", EvidenceView.class);
  }

  /** A stored segment's sealed bytes. */
  public byte[] segment(String sessionId, long number) throws GatehouseException {
    String path = "/v1/sessions/" + segment(sessionId) + "/segments/" + number;
    return expect(authorized("GET", path, null, "application/octet-stream")).body();
  }

  /** The stream of {@code GET /v1/events}; the caller closes it. */
  InputStream events() throws GatehouseException {
    String held = token.current();
    HttpRequest request = signed("GET", "/v1/events", null, "text/event-stream", held);
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      token.forget(held);
      try (InputStream body = answer.body()) {
        throw Problems.of(json, answer.statusCode(), body.readNBytes(1 << 16));
      } catch (IOException e) {
        throw Problems.of(json, answer.statusCode(), new byte[0]);
      }
    }
    return answer.body();
  }

  private SessionTokenView exchange(String providerToken) throws GatehouseException {
    HttpRequest.Builder request = http.request("/v1/token").POST(BodyPublishers.noBody());
    request.header("Authorization", "Bearer " + providerToken);
    request.header("DPoP", proofs.proof("POST", http.address().at("/v1/token"), null));
    return read(expect(http.send(request.build())), SessionTokenView.class);
  }

  <T> T get(String path, Class<T> type) throws GatehouseException {
    return read(expect(authorized("GET", path, null, "application/json")), type);
  }

  /** Any bytes. */
  byte[] bytes(String path) throws GatehouseException {
    return expect(authorized("GET", path, null, "application/octet-stream")).body();
  }

  <T> T post(String path, Object body, Class<T> type) throws GatehouseException {
    byte[] bytes = json.writeValueAsBytes(body);
    return read(expect(authorized("POST", path, bytes, "application/json")), type);
  }

  /** Sends with a token; where it is refused, once more with a new one. */
  private HttpResponse<byte[]> authorized(
      String method, String path, byte @Nullable [] body, String type) throws GatehouseException {
    String held = token.current();
    HttpResponse<byte[]> answer = http.send(signed(method, path, body, type, held));
    if (answer.statusCode() == 401) {
      token.forget(held);
      answer = http.send(signed(method, path, body, type, token.current()));
    }
    return answer;
  }

  private HttpRequest signed(
      String method, String path, byte @Nullable [] body, String type, String held) {
    HttpRequest.Builder request = http.request(path);
    request.header("Authorization", "DPoP " + held);
    request.header("DPoP", proofs.proof(method, http.address().at(path), held));
    if (body == null) {
      return request.header("Accept", type).method(method, BodyPublishers.noBody()).build();
    }
    request.header("Content-Type", type);
    return request.method(method, BodyPublishers.ofByteArray(body)).build();
  }

  private HttpResponse<byte[]> expect(HttpResponse<byte[]> answer) throws GatehouseException {
    if (answer.statusCode() / 100 == 2) {
      return answer;
    }
    throw Problems.of(json, answer.statusCode(), answer.body());
  }

  private <T> T read(HttpResponse<byte[]> answer, Class<T> type) throws GatehouseException {
    try {
      return Objects.requireNonNull(json.readValue(text(answer), type));
    } catch (JacksonException | NullPointerException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "The control service at "
              + http.address()
              + " gave an answer that this version does not understand; update Gatehouse.",
          e);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}

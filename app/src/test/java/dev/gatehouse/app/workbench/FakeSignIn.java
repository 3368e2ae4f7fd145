package dev.gatehouse.app.workbench;

import dev.gatehouse.app.session.Approvals;
import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignIn;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.CutOffView;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.MeView;
import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.ServiceInfo;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicySet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sign-in and control service in memory; the browser's answer is given by the test. */
final class FakeSignIn implements SignIn, SignedIn {
  static final URI SIGN_OUT_PAGE = URI.create("https://login.example.org/logout");
  static final URI ADDRESS =
      URI.create("https://login.example.org/authorize?client_id=gatehouse&state=b3f1");
  private final CompletableFuture<Boolean> browserAnswer = new CompletableFuture<>();
  private final List<GrantView> grants = new ArrayList<>();
  private @Nullable GrantRequest lastRequest;
  private final List<GrantView> emergencies = new ArrayList<>();
  private final List<GrantView> similar = new ArrayList<>();
  private final List<GrantView> pending = new ArrayList<>();
  private final List<SessionView> sessions = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private List<String> roles = List.of("analyst");
  private List<String> findings = List.of();
  private volatile @Nullable FakeSession session;
  private volatile @Nullable String troubled;

  /** The person comes back from the browser. */
  void browserComesBack() {
    browserAnswer.complete(true);
  }

  synchronized void role(String... newRoles) {
    roles = List.of(newRoles);
  }

  synchronized void add(GrantView grant) {
    grants.addFirst(grant);
  }

  synchronized void addPending(GrantView grant) {
    pending.add(grant);
  }

  synchronized void addSession(SessionView recorded) {
    sessions.add(recorded);
  }

  synchronized void find(String... newFindings) {
    findings = List.of(newFindings);
  }

  /** From now on the control service does not answer. */
  void trouble(String sentence) {
    troubled = sentence;
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Nullable FakeSession session() {
    return session;
  }

  private synchronized void called(String call) throws GatehouseException {
    calls.add(call);
    String sentence = troubled;
    if (sentence != null) {
      throw new GatehouseException(GatehouseException.Kind.CONTROL_UNREACHABLE, sentence);
    }
  }

  @Override
  public ServiceInfo service() {
    return new ServiceInfo(
        "0.1.0",
        "https://login.example.org",
        "gatehouse",
        "openid",
        "This is a demo. Its people and data are made up; do not put real data in it.");
  }

  @Override
  public SignedIn withBrowser(Consumer<URI> openBrowser) throws GatehouseException {
    called("withBrowser");
    openBrowser.accept(ADDRESS);
    return answered();
  }

  private SignedIn answered() throws GatehouseException {
    try {
      browserAnswer.get();
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatehouseException(GatehouseException.Kind.NOT_SIGNED_IN, "Given up.", e);
    } catch (ExecutionException e) {
      throw new GatehouseException(GatehouseException.Kind.FAULT, "Failed.", e);
    }
  }

  @Override
  public SignedIn withDevice(Consumer<DevicePrompt> show) throws GatehouseException {
    called("withDevice");
    show.accept(
        new DevicePrompt(
            URI.create("https://login.example.org/device"),
            Optional.empty(),
            "WDJB-MJHT",
            Instant.now().plusSeconds(600)));
    return answered();
  }

  @Override
  public Optional<URI> signOutPage() {
    return Optional.of(SIGN_OUT_PAGE);
  }

  @Override
  public SignedIn resume() throws GatehouseException {
    throw new GatehouseException(GatehouseException.Kind.NOT_SIGNED_IN, "Sign in first.");
  }

  @Override
  public synchronized MeView me() {
    return new MeView(
        "https://login.example.org", "p-1", "Noor Haddad", List.of("analysts"), roles);
  }

  @Override
  public List<SourceView> sources() throws GatehouseException {
    called("sources");
    return List.of(FakeShop.PRODUCTION, FakeShop.STAGING);
  }

  @Override
  public GrantView request(GrantRequest request) throws GatehouseException {
    called("request " + request.source() + " " + request.durationMinutes());
    synchronized (this) {
      lastRequest = request;
    }
    SourceView source =
        request.source().equals("shop-prod") ? FakeShop.PRODUCTION : FakeShop.STAGING;
    String state =
        request.actions().equals(List.of("read")) && request.durationMinutes() <= 60
            ? "approved"
            : "requested";
    GrantView grant = FakeShop.grant("g-" + calls().size(), source, state, "Noor Haddad");
    add(grant);
    return grant;
  }

  @Override
  public synchronized List<GrantView> myGrants() throws GatehouseException {
    called("myGrants");
    return List.copyOf(grants);
  }

  @Override
  public synchronized List<GrantView> pending() throws GatehouseException {
    called("pending");
    return List.copyOf(pending);
  }

  @Override
  public synchronized List<GrantView> similar(String grantId) throws GatehouseException {
    called("similar " + grantId);
    return List.copyOf(similar);
  }

  @Override
  public PolicySet policy() throws GatehouseException {
    called("policy");
    try {
      return PolicySet.parse(FakeShop.POLICY);
    } catch (PolicyException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public synchronized GrantView grant(String id) {
    return grants.stream().filter(g -> g.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public synchronized GrantView approve(String grantId, String comment) throws GatehouseException {
    called("approve " + grantId + " " + comment);
    return decide(grantId);
  }

  @Override
  public synchronized GrantView deny(String grantId, String reason) throws GatehouseException {
    called("deny " + grantId + " " + reason);
    return decide(grantId);
  }

  @Override
  public CutOffView cutOff(String sessionId, String reason) throws GatehouseException {
    called("cutOff " + sessionId + " " + reason);
    return new CutOffView(sessionId, "Rita Moss", reason, Instant.EPOCH);
  }

  @Override
  public Approvals approvals() {
    throw new UnsupportedOperationException("No statement waits here.");
  }

  @Override
  public synchronized List<GrantView> emergencies() throws GatehouseException {
    called("emergencies");
    return List.copyOf(emergencies);
  }

  @Override
  public synchronized GrantView reviewEmergency(String grantId, boolean justified, String comment)
      throws GatehouseException {
    called("reviewEmergency " + grantId + " " + justified + " " + comment);
    GrantView reviewed =
        emergencies.stream().filter(g -> g.id().equals(grantId)).findFirst().orElseThrow();
    emergencies.remove(reviewed);
    return reviewed;
  }

  /** Adds an emergency that nobody has looked at. */
  synchronized void addEmergency(GrantView grant) {
    emergencies.add(grant);
  }

  /** What was asked for last. */
  synchronized GrantRequest lastRequest() {
    if (lastRequest == null) {
      throw new AssertionError("Nothing was asked for.");
    }
    return lastRequest;
  }

  @Override
  public synchronized GrantView revoke(String grantId, String reason) throws GatehouseException {
    called("revoke " + grantId + " " + reason);
    return remove(grantId);
  }

  /** Adds a request that was decided before. */
  synchronized void addSimilar(GrantView grant) {
    similar.add(grant);
  }

  private GrantView decide(String grantId) {
    GrantView decided =
        pending.stream().filter(g -> g.id().equals(grantId)).findFirst().orElseThrow();
    pending.remove(decided);
    return decided;
  }

  @Override
  public GrantView withdraw(String grantId) throws GatehouseException {
    called("withdraw " + grantId);
    return remove(grantId);
  }

  @Override
  public GrantView giveBack(String grantId) throws GatehouseException {
    called("giveBack " + grantId);
    return remove(grantId);
  }

  private synchronized GrantView remove(String grantId) {
    GrantView gone = grant(grantId);
    grants.remove(gone);
    return gone;
  }

  @Override
  public GovernedSession connect(String grantId, Consumer<String> ended) throws GatehouseException {
    called("connect " + grantId);
    GrantView grant = grant(grantId);
    FakeSession opened =
        new FakeSession(
            grant,
            grant.source().equals("shop-prod") ? Environment.PRODUCTION : Environment.STAGING,
            ended);
    session = opened;
    return opened;
  }

  @Override
  public synchronized List<SessionView> sessions() throws GatehouseException {
    called("sessions");
    return List.copyOf(sessions);
  }

  @Override
  public synchronized RecordingView recording(String sessionId) throws GatehouseException {
    called("recording " + sessionId);
    SessionView recorded =
        sessions.stream().filter(s -> s.id().equals(sessionId)).findFirst().orElseThrow();
    return FakeRecording.view(recorded, findings);
  }

  @Override
  public int saveRecording(String sessionId, Path folder) throws GatehouseException {
    called("saveRecording " + sessionId);
    throw new GatehouseException(GatehouseException.Kind.BAD_INPUT, "The workbench saves none.");
  }

  @Override
  public void signOut() throws GatehouseException {
    called("signOut");
  }

  @Override
  public void close() {
    FakeSession open = session;
    if (open != null) {
      open.close();
    }
  }
}

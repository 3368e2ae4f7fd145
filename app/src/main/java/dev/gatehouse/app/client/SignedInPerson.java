package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.DeviceKey;
import dev.gatehouse.app.client.signin.ProviderSession;
import dev.gatehouse.app.session.Approvals;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.app.session.Review;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.CutOffView;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.MeView;
import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.core.audit.witness.CheckpointWitness;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.policy.PolicySet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person who is signed in at one control service. */
final class SignedInPerson implements SignedIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignedInPerson.class);
  private static final Duration SIGN_OUT_PATIENCE = Duration.ofSeconds(20);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final ControlApi api;
  private final ProviderSession provider;
  private final boolean kept;
  private final MeView me;
  private final ScheduledExecutorService scheduler;
  private final Uploads uploads;
  private final Sessions sessions;
  private final SessionOpener opener;
  private final StatementApprovals approvals;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SignedInPerson(
      ClientConfig config,
      DeviceKey deviceKey,
      ControlApi api,
      ProviderSession provider,
      boolean kept)
      throws GatehouseException {
    this.api = api;
    this.provider = provider;
    this.kept = kept;
    this.me = api.me();
    String keys = api.keys();
    this.scheduler = scheduler();
    ControlTransport transport = new ControlTransport(api);
    this.uploads =
        new Uploads(
            config.stateDirectory().resolve("spool"),
            transport,
            new CheckpointWitness(logFolder(config, api), transport),
            scheduler,
            config.clock());
    this.sessions = new Sessions(api, config.clock(), scheduler);
    this.approvals = new StatementApprovals(api, sessions);
    this.opener = new SessionOpener(config, deviceKey, api, keys, uploads, sessions);
  }

  /**
   * Exchanges the provider's token, learns who it is, and goes on with the upload of what earlier
   * processes left.
   */
  static SignedInPerson begin(
      ClientConfig config,
      DeviceKey deviceKey,
      ControlApi api,
      ProviderSession provider,
      boolean kept)
      throws GatehouseException {
    SignedInPerson person = new SignedInPerson(config, deviceKey, api, provider, kept);
    person.uploads.recover();
    return person;
  }

  /** What is kept of a service's log, for each service by itself. */
  private static Path logFolder(ClientConfig config, ControlApi api) {
    String service = api.address().toString().replaceAll("[^A-Za-z0-9.-]+", "_");
    return config.stateDirectory().resolve("log").resolve(service);
  }

  @Override
  public Review review() {
    return new ReviewOverHttp(api);
  }

  @Override
  public Optional<String> recordAlert() {
    return uploads.alert();
  }

  @Override
  public MeView me() {
    return me;
  }

  @Override
  public List<SourceView> sources() throws GatehouseException {
    return api.sources();
  }

  @Override
  public GrantView request(GrantRequest request) throws GatehouseException {
    return api.request(request);
  }

  @Override
  public List<GrantView> myGrants() throws GatehouseException {
    return api.grants("mine");
  }

  @Override
  public List<GrantView> pending() throws GatehouseException {
    return api.grants("pending");
  }

  @Override
  public List<GrantView> similar(String grantId) throws GatehouseException {
    return api.similar(grantId);
  }

  @Override
  public PolicySet policy() throws GatehouseException {
    return opener.policyInForce();
  }

  @Override
  public GrantView grant(String id) throws GatehouseException {
    return api.grant(id);
  }

  @Override
  public GrantView approve(String grantId, String comment) throws GatehouseException {
    return api.move(grantId, "approve", Map.of("comment", comment));
  }

  @Override
  public GrantView deny(String grantId, String reason) throws GatehouseException {
    return api.move(grantId, "deny", Map.of("reason", reason));
  }

  @Override
  public List<GrantView> emergencies() throws GatehouseException {
    return api.grants("to-review");
  }

  @Override
  public GrantView reviewEmergency(String grantId, boolean justified, String comment)
      throws GatehouseException {
    String verdict = justified ? "justified" : "not_justified";
    return api.move(grantId, "review", Map.of("verdict", verdict, "comment", comment));
  }

  @Override
  public GrantView revoke(String grantId, String reason) throws GatehouseException {
    return api.move(grantId, "revoke", Map.of("reason", reason));
  }

  @Override
  public GrantView withdraw(String grantId) throws GatehouseException {
    return api.move(grantId, "withdraw", Map.of());
  }

  @Override
  public GrantView giveBack(String grantId) throws GatehouseException {
    sessions.endGrant(grantId, "ended");
    return api.move(grantId, "end", Map.of());
  }

  @Override
  public GovernedSession connect(String grantId, Consumer<String> ended) throws GatehouseException {
    if (closed.get()) {
      throw new GatehouseException(Kind.NOT_SIGNED_IN, "You have signed out; sign in again.");
    }
    return opener.open(grantId, ended);
  }

  @Override
  public Approvals approvals() {
    return approvals;
  }

  @Override
  public List<SessionView> sessions() throws GatehouseException {
    return api.sessions();
  }

  @Override
  public CutOffView cutOff(String sessionId, String reason) throws GatehouseException {
    return api.cutOff(sessionId, reason);
  }

  @Override
  public RecordingView recording(String sessionId) throws GatehouseException {
    return api.recording(sessionId);
  }

  @Override
  public int saveRecording(String sessionId, Path folder) throws GatehouseException {
    return new RecordingFolder(folder).fill(api, sessionId);
  }

  @Override
  public Optional<URI> signOutPage() {
    return provider.signOutPage();
  }

  @Override
  public void signOut() throws GatehouseException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    sessions.endAll("signed_out");
    Optional<String> waiting = uploads.drain(SIGN_OUT_PATIENCE);
    for (String grant : sessions.activated()) {
      try {
        api.move(grant, "end", Map.of());
      } catch (GatehouseException e) {
        // Over already, or the service ends it at its time: its roles hold no longer than that.
        LOG.info("Grant {} was not given back: {}", grant, e.kind());
      }
    }
    provider.forget();
    letGo();
    if (waiting.isPresent()) {
      throw new GatehouseException(Kind.CONTROL_UNREACHABLE, waiting.get());
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    sessions.endAll("closed");
    uploads.drain(CLOSE_PATIENCE).ifPresent(LOG::warn);
    if (!kept) {
      // Nobody could go on with these tokens, so the provider should not honour them either.
      provider.forget();
    }
    letGo();
  }

  private void letGo() {
    approvals.close();
    sessions.close();
    uploads.close();
    scheduler.shutdown();
    api.close();
  }

  private static ScheduledExecutorService scheduler() {
    var scheduler =
        new ScheduledThreadPoolExecutor(
            2, Thread.ofPlatform().daemon().name("gatehouse-client-", 0).factory());
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    scheduler.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    return scheduler;
  }
}

package dev.gatehouse.app.client;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.DeviceKey;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ActivatedGrant;
import dev.gatehouse.control.api.SessionTicket;
import dev.gatehouse.control.api.SessionTicketRequest;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.audit.Spool;
import dev.gatehouse.core.audit.SpoolConfig;
import dev.gatehouse.core.audit.SpoolLimits;
import dev.gatehouse.core.audit.StrictSink;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.execution.StatementExecutor;
import dev.gatehouse.core.execution.jdbc.JdbcStatementExecutor;
import dev.gatehouse.core.masking.MaskKey;
import dev.gatehouse.core.pipeline.ClientInfo;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.GovernedSessions;
import dev.gatehouse.core.pipeline.SessionParts;
import dev.gatehouse.core.policy.PolicySet;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Opens governed sessions: activate the grant, verify its token, check the policy's signature, read
 * the schema, take a ticket, open the record. Whatever does not hold ends it before a statement can
 * run.
 */
final class SessionOpener {
  /** How long a strict source bears a silent control service. */
  private static final Duration STRICT_PATIENCE = Duration.ofSeconds(30);

  private final ClientConfig config;
  private final DeviceKey deviceKey;
  private final ControlApi api;
  private final JWKSet keys;
  private final Uploads uploads;
  private final Sessions sessions;

  /**
   * @param keys the service's public keys, as JWKS; pinned for this sign-in
   */
  SessionOpener(
      ClientConfig config,
      DeviceKey deviceKey,
      ControlApi api,
      String keys,
      Uploads uploads,
      Sessions sessions)
      throws GatehouseException {
    this.config = config;
    this.deviceKey = deviceKey;
    this.api = api;
    this.uploads = uploads;
    this.sessions = sessions;
    try {
      this.keys = JWKSet.parse(keys);
    } catch (ParseException e) {
      throw new GatehouseException(
          Kind.FAULT,
          "The control service publishes no keys that can be read; tell its operator.",
          e);
    }
  }

  /** Opens a session; its ticket exists only where the database could be reached. */
  GovernedSession open(String grantId, Consumer<String> ended) throws GatehouseException {
    sessions.watch();
    ActivatedGrant activated = api.activate(grantId);
    sessions.activated(grantId);
    GrantLease lease = new GrantLease(api, keys, deviceKey, config.clock(), activated.grantToken());
    if (!lease.grant().id().equals(grantId)) {
      throw new GatehouseException(
          Kind.FAULT, "The control service activated another grant; tell its operator.");
    }
    PolicySet policy = policy(activated.policyDigest());
    CatalogSource schema = new CatalogSource(api, lease.grant(), activated);
    CatalogSnapshot catalog = schema.read();
    SessionTicket ticket =
        api.openSession(
            new SessionTicketRequest(
                grantId, deviceKey.publicJwk(), Host.name(), config.appVersion()));
    MaskKey maskKey = MaskKey.of(Base64.getUrlDecoder().decode(activated.maskKey()));
    LiveSession live = new LiveSession(lease, config.clock(), ended);
    StatementExecutor executor = executor(activated, catalog, ticket.sessionId());
    try {
      live.begin(
          GovernedSessions.open(
              new SessionParts(
                  ticket.sessionId(),
                  lease.grant().beneficiary(),
                  lease.grant(),
                  policy,
                  maskKey,
                  Analyzers.forDialect(catalog.dialect()),
                  catalog,
                  schema::again,
                  executor,
                  spool(ticket),
                  config.clock(),
                  () -> Optional.of(lease.validUntil()),
                  lease::approvedStatements,
                  live::overBecause,
                  new ClientInfo(deviceKey.thumbprint(), Host.name(), config.appVersion()))));
      uploads.follow(ticket.sessionId());
    } catch (AuditUnavailableException e) {
      executor.close();
      throw new GatehouseException(Kind.RECORD_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
    sessions.add(live);
    return live;
  }

  /** The policy that holds now, as the service signed it. */
  PolicySet policyInForce() throws GatehouseException {
    return PolicyCheck.read(api.policyInForce(), keys);
  }

  private PolicySet policy(String digest) throws GatehouseException {
    PolicySet policy = PolicyCheck.read(api.policy(digest), keys);
    if (!policy.digest().equals(digest)) {
      throw new GatehouseException(
          Kind.NOT_PERMITTED,
          "The control service gave another policy than the one in force; tell its operator.");
    }
    return policy;
  }

  private AuditSink spool(SessionTicket ticket) throws AuditUnavailableException {
    Spool spool =
        Spool.open(
            new SpoolConfig(
                uploads.root(),
                ticket.sessionId(),
                ticket.sealingKey(),
                ticket.receiptKey(),
                deviceKey.key(),
                config.clock(),
                SpoolLimits.defaults()));
    String id = ticket.sessionId();
    return ticket.strict()
        ? new StrictSink(
            spool, (segment, time) -> uploads.awaitReceipt(id, segment, time), STRICT_PATIENCE)
        : spool;
  }

  private static StatementExecutor executor(
      ActivatedGrant activated, CatalogSnapshot catalog, String sessionId) {
    return JdbcStatementExecutor.open(
        activated.jdbcUrl(),
        activated.plain().user(),
        activated.plain().password(),
        activated.sensitive().user(),
        activated.sensitive().password(),
        catalog.searchPath(),
        // By this name the service ends the connections of one session alone.
        "gatehouse-" + sessionId);
  }
}

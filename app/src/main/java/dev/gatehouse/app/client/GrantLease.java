package dev.gatehouse.app.client;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.DeviceKey;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.grant.GrantVerification;
import dev.gatehouse.core.grant.GrantVerifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * A grant in hand: what its verified token says, and until when. A renewed token must say the same,
 * but for statements that were approved meanwhile. Safe for many threads.
 */
final class GrantLease {
  private final ControlApi api;
  private final GrantVerifier verifier;
  private final JWKSet keys;
  private final DeviceKey deviceKey;
  private final InstantSource clock;
  private final Grant grant;
  private volatile Instant validUntil;
  private volatile Set<String> approvedStatements;

  /**
   * Verifies the first token, without a network.
   *
   * @param keys the service's keys as they were at the sign-in
   */
  GrantLease(
      ControlApi api, JWKSet keys, DeviceKey deviceKey, InstantSource clock, String grantToken)
      throws GatehouseException {
    this.api = api;
    this.verifier = new GrantVerifier(api.address().toString());
    this.keys = keys;
    this.deviceKey = deviceKey;
    this.clock = clock;
    GrantVerification.Verified verified = verified(grantToken);
    this.grant = verified.grant();
    this.validUntil = verified.expires();
    this.approvedStatements = grant.approvedStatements();
  }

  /** Digests of the exact texts that were approved, as the latest token names them. */
  Set<String> approvedStatements() {
    return approvedStatements;
  }

  Grant grant() {
    return grant;
  }

  /** When the latest token ends. */
  Instant validUntil() {
    return validUntil;
  }

  /**
   * Gets and verifies a new token.
   *
   * @throws GatehouseException of kind {@code NO_GRANT} where the grant is over or has changed
   */
  void renew() throws GatehouseException {
    GrantVerification.Verified verified = verified(api.grantToken(grant.id()));
    Set<String> approved = verified.grant().approvedStatements();
    if (!verified.grant().equals(grant.withApprovedStatements(approved))) {
      throw new GatehouseException(
          Kind.NO_GRANT, "Your access was changed meanwhile; connect again to go on.");
    }
    approvedStatements = approved;
    validUntil = verified.expires();
  }

  /** Tells the control service that a session under this grant lives. */
  void heartbeat(String sessionId) throws GatehouseException {
    api.heartbeat(sessionId);
  }

  private GrantVerification.Verified verified(String token) throws GatehouseException {
    return switch (verifier.verify(token, keys, deviceKey.thumbprint(), clock.instant())) {
      case GrantVerification.Verified verified -> verified;
      case GrantVerification.Rejected rejected ->
          throw new GatehouseException(Kind.NOT_PERMITTED, rejected.sentence());
    };
  }
}

package dev.gatehouse.app.client;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.app.client.control.ControlApi.SignedPolicy;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.grant.PolicySignature;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicySet;

/** Takes a policy only as the control service signed it. */
final class PolicyCheck {
  private PolicyCheck() {}

  /**
   * Reads a signed policy.
   *
   * @param keys the service's keys
   */
  static PolicySet read(SignedPolicy signed, JWKSet keys) throws GatehouseException {
    if (!PolicySignature.verifies(signed.signature(), signed.yaml(), keys)) {
      throw new GatehouseException(
          Kind.NOT_PERMITTED,
          "The policy is not signed by this control service, so nothing may run under it; tell its"
              + " operator.");
    }
    try {
      return PolicySet.parse(signed.yaml());
    } catch (PolicyException e) {
      throw new GatehouseException(
          Kind.NOT_PERMITTED,
          "The policy in force holds something that this version does not know, so nothing may run"
              + " under it; update Gatehouse.",
          e);
    }
  }
}

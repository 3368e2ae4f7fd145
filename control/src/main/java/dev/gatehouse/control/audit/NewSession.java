package dev.gatehouse.control.audit;

import java.util.Objects;

/**
 * What a session ticket is issued for; the caller has checked the grant.
 *
 * @param issuer the person's issuer
 * @param subject the person's subject
 * @param person the person's readable name
 * @param source the data source's name
 * @param environment its environment
 * @param deviceKey the device's public signing key as a JWK, P-256 or Ed25519
 */
public record NewSession(
    String grantId,
    String issuer,
    String subject,
    String person,
    String source,
    String environment,
    String purpose,
    String deviceKey,
    String host,
    String appVersion) {
  public NewSession {
    Objects.requireNonNull(grantId);
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(person);
    Objects.requireNonNull(source);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(purpose);
    Objects.requireNonNull(deviceKey);
    Objects.requireNonNull(host);
    Objects.requireNonNull(appVersion);
  }
}

package dev.gatehouse.core.pipeline;

import java.util.Objects;

/**
 * Where a session runs, as the record names it.
 *
 * @param device thumbprint of the device key (RFC 7638)
 * @param host the machine's name
 * @param appVersion the version of Gatehouse
 */
public record ClientInfo(String device, String host, String appVersion) {
  public ClientInfo {
    Objects.requireNonNull(device);
    Objects.requireNonNull(host);
    Objects.requireNonNull(appVersion);
  }
}

package dev.gatehouse.app.client;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * What a client needs.
 *
 * @param control the control service's address, such as {@code https://gatehouse.example.com}
 * @param stateDirectory where the device key, the spool of records and the log are; made where it
 *     is missing
 * @param clock the time of day
 * @param appVersion this program's version, as records name it
 * @param keepTokens whether the sign-in is kept in the system's keychain for the next run, where
 *     there is one; otherwise it lasts as long as this process
 */
public record ClientConfig(
    String control, Path stateDirectory, Clock clock, String appVersion, boolean keepTokens) {
  public ClientConfig {
    Objects.requireNonNull(control);
    Objects.requireNonNull(stateDirectory);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(appVersion);
  }
}

package dev.gatehouse.app.sandbox;

import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.catalog.DataSourceId;
import java.util.Objects;

/**
 * A database that somebody administers, as a data source.
 *
 * @param address where it is
 * @param user the account that administers it
 * @param password its password, or an empty text; never printed
 * @param id the data source as policies and grants name it
 */
public record SandboxSource(
    DatabaseAddress address, String user, String password, DataSourceId id) {
  public SandboxSource {
    Objects.requireNonNull(address);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    Objects.requireNonNull(id);
  }

  SourceConfig config() {
    return as(user, password);
  }

  /** The same source by another account. */
  SourceConfig as(String account, String itsPassword) {
    return new SourceConfig(
        id,
        id.name(),
        address.host(),
        address.port(),
        address.sslMode(),
        account,
        Secret.of("an account's password", () -> itsPassword));
  }

  @Override
  public String toString() {
    return "SandboxSource[" + id.name() + ", " + address + ", " + user + "]";
  }
}

package dev.gatehouse.app.sandbox;

import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import java.util.Objects;

/**
 * A database that somebody administers, as a data source.
 *
 * @param address where it is
 * @param user the account that administers it
 * @param password its password, or an empty text; never printed
 * @param name the data source's name, as policies name it
 * @param environment what it is for, as policies name it
 */
public record SandboxSource(
    DatabaseAddress address, String user, String password, String name, Environment environment) {
  public SandboxSource {
    Objects.requireNonNull(address);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    Objects.requireNonNull(name);
    Objects.requireNonNull(environment);
  }

  /** The data source as grants name it. */
  public DataSourceId id() {
    return new DataSourceId(name, environment, Dialect.POSTGRESQL, address.database());
  }

  SourceConfig config() {
    return as(user, password);
  }

  /** The same source by another account. */
  SourceConfig as(String account, String itsPassword) {
    return new SourceConfig(
        id(),
        name,
        address.host(),
        address.port(),
        address.sslMode(),
        account,
        Secret.of("an account's password", () -> itsPassword));
  }

  @Override
  public String toString() {
    return "SandboxSource[" + name + ", " + address + ", " + user + "]";
  }
}

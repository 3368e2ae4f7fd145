package dev.gatehouse.app.cli;

import dev.gatehouse.app.sandbox.DatabaseAddress;
import dev.gatehouse.app.sandbox.SandboxCatalogs;
import dev.gatehouse.app.sandbox.SandboxSource;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A database and an account that administers it. */
final class DatabaseOptions {
  @Option(
      names = "--url",
      paramLabel = "JDBC-URL",
      description =
          "the database, such as jdbc:postgresql://localhost:5432/shop or"
              + " jdbc:mariadb://localhost:3306/shop")
  private @Nullable String url;

  @Option(
      names = "--db-user",
      paramLabel = "NAME",
      description = "an account that may create roles and grant what the policy allows")
  private @Nullable String user;

  @Option(
      names = "--db-password-env",
      paramLabel = "VAR",
      description = "the environment variable that holds its password (default: no password)")
  private @Nullable String passwordVariable;

  /** Whether a database was named. */
  boolean given() {
    return url != null;
  }

  DatabaseAddress address() throws GatehouseException {
    if (url == null) {
      throw new GatehouseException(
          Kind.BAD_INPUT,
          "Say which database with --url jdbc:postgresql://host:port/database or"
              + " --url jdbc:mariadb://host:port/database.");
    }
    return DatabaseAddress.parse(url);
  }

  /** What the server speaks. */
  Dialect dialect(DatabaseAddress address, Terminal terminal) throws GatehouseException {
    return SandboxCatalogs.dialect(
        source(
            address,
            new DataSourceId(
                address.database(), Environment.PRODUCTION, address.family(), address.database()),
            terminal));
  }

  /** The database as that data source. */
  SandboxSource source(DatabaseAddress address, DataSourceId id, Terminal terminal)
      throws GatehouseException {
    Optional<String> account = Optional.ofNullable(user).or(address::user);
    if (account.isEmpty()) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "Say which account administers the database with --db-user NAME.");
    }
    return new SandboxSource(address, account.get(), password(address, terminal), id);
  }

  private String password(DatabaseAddress address, Terminal terminal) throws GatehouseException {
    if (passwordVariable == null) {
      return address.password().orElse("");
    }
    String held = terminal.environment().get(passwordVariable);
    if (held == null) {
      throw new GatehouseException(
          Kind.BAD_INPUT,
          "The environment variable "
              + passwordVariable
              + " is not set; set it to the account's password.");
    }
    return held;
  }
}

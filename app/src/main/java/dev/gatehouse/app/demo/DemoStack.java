package dev.gatehouse.app.demo;

import dev.gatehouse.app.demo.idp.DemoIdentityProvider;
import dev.gatehouse.app.demo.shop.Minter;
import dev.gatehouse.app.demo.shop.ShopDatabase;
import dev.gatehouse.app.demo.shop.ShopSize;
import dev.gatehouse.control.ControlService;
import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.config.DatabaseConfig;
import dev.gatehouse.control.config.IdentityConfig;
import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.config.StartupException;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.postgres.PostgresConfig;
import dev.gatehouse.postgres.PostgresException;
import dev.gatehouse.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything the demo runs beside the person's own program: PostgreSQL with the two shops, the
 * identity provider, the control service. All on 127.0.0.1, each on a free port. Parts are closed
 * in the opposite order of their start, also when the JVM is told to end. Public for the end-to-end
 * suite alone.
 */
public final class DemoStack implements AutoCloseable {
  /** The production shop's name as a data source. */
  public static final String PRODUCTION = "shop-production";

  /** The staging shop's name as a data source. */
  public static final String STAGING = "shop-staging";

  private static final Logger log = LoggerFactory.getLogger(DemoStack.class);
  private static final String OWN_DATABASE = "gatehouse";
  private static final String NOTICE =
      "This is a demo on this computer alone: its accounts need no password.";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final DemoDirectory directory;
  private final DemoConfig config;
  private final PostgresServer postgres;
  private final DemoIdentityProvider provider;
  private final ControlService control;
  private boolean closed;

  private DemoStack(DemoDirectory directory, DemoConfig config)
      throws PostgresException, SQLException, IOException, StartupException, DemoException {
    this.directory = directory;
    this.config = config;
    try {
      closeAtExit();
      this.postgres = startPostgres();
      config.progress().accept("the identity provider");
      this.provider = DemoIdentityProvider.start(0, config.clock());
      closeFirst(provider);
      this.control = startControl();
      closeFirst(() -> Files.deleteIfExists(directory.running()));
      Files.writeString(directory.running(), running());
    } catch (PostgresException
        | SQLException
        | IOException
        | StartupException
        | RuntimeException e) {
      boolean ended = isClosed();
      close();
      if (ended) {
        throw new DemoException("The demo was ended while it started.", e);
      }
      throw e;
    }
  }

  /**
   * Starts all of it.
   *
   * @param directory where the state is; the caller closes it after the stack
   */
  public static DemoStack start(DemoDirectory directory, DemoConfig config) throws DemoException {
    try {
      return new DemoStack(directory, config);
    } catch (PostgresException | StartupException e) {
      throw new DemoException(String.valueOf(e.getMessage()), e);
    } catch (SQLException | IOException e) {
      throw new DemoException(
          "The demo's data could not be prepared in %s; demo --reset starts anew, and the log says more."
              .formatted(directory.path()),
          e);
    }
  }

  /** Synchronized, so that a close at the process's end waits for the server and then stops it. */
  private synchronized PostgresServer startPostgres() throws PostgresException {
    config.progress().accept("PostgreSQL");
    refuseWhereClosed();
    PostgresServer server =
        PostgresServer.start(PostgresConfig.in(directory.postgres()).withoutExitHook());
    parts.push(server);
    return server;
  }

  private ControlService startControl()
      throws PostgresException, SQLException, IOException, StartupException {
    postgres.createDatabase(OWN_DATABASE);
    ControlOwner owner = ControlOwner.prepare(postgres, OWN_DATABASE, "gatehouse_control");
    SourceConfig staging = source(Environment.STAGING, config.staging());
    SourceConfig production = source(Environment.PRODUCTION, config.production());
    config.progress().accept("the control service");
    writePolicy();
    ControlService service =
        ControlService.start(
            new ControlConfig(
                "127.0.0.1",
                0,
                Optional.empty(),
                new DatabaseConfig(
                    postgres.jdbcUrl(OWN_DATABASE),
                    owner.user(),
                    Secret.of("the demo's own", owner::password)),
                identity(),
                List.of(staging, production),
                directory.policy(),
                directory.control(),
                ControlConfig.Timing.standard(),
                NOTICE));
    closeFirst(service);
    return service;
  }

  private SourceConfig source(Environment environment, ShopSize size)
      throws PostgresException, SQLException, IOException {
    String word = environment == Environment.PRODUCTION ? "production" : "staging";
    String database = "shop_" + word;
    config.progress().accept("the sample shop (" + word + ")");
    ShopDatabase.prepare(postgres, database, size);
    Minter minter = Minter.prepare(postgres, database, "gatehouse_minter_" + word);
    return new SourceConfig(
        new DataSourceId("shop-" + word, environment, Dialect.POSTGRESQL, database),
        "Sample shop, " + word,
        "127.0.0.1",
        postgres.port(),
        "disable",
        minter.user(),
        Secret.of("the demo's own", minter::password));
  }

  private IdentityConfig identity() {
    return new IdentityConfig(
        provider.issuer(),
        DemoIdentityProvider.CLIENT_ID,
        Set.of(DemoIdentityProvider.AUDIENCE),
        DemoIdentityProvider.SCOPES,
        "groups",
        Map.of(
            "analysts", "analysts",
            "dbas", "dbas",
            "reviewers", "reviewers",
            "policy-authors", "policy-authors"));
  }

  private void writePolicy() throws IOException {
    try (InputStream in = DemoStack.class.getResourceAsStream("policy.yaml")) {
      if (in == null) {
        throw new IOException("The resource policy.yaml is missing from the build.");
      }
      Files.copy(in, directory.policy(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String running() {
    return """
        {"control": "%s", "identityProvider": "%s", "postgresPort": %d, "process": %d}
        """
        .formatted(
            control.uri(), provider.issuer(), postgres.port(), ProcessHandle.current().pid());
  }

  /** Where the control service listens. */
  public URI control() {
    return control.uri();
  }

  /** Where the identity provider listens. */
  public URI issuer() {
    return provider.issuer();
  }

  /** The server that holds the shops and the control service's own database. */
  public PostgresServer postgres() {
    return postgres;
  }

  /** Where the state is. */
  public DemoDirectory directory() {
    return directory;
  }

  /**
   * Closes that before everything else, when the stack is closed; the latest first. Closes it at
   * once where the stack is closed.
   *
   * @throws IllegalStateException where the stack is closed
   */
  public synchronized void closeFirst(AutoCloseable part) {
    parts.push(part);
    if (closed) {
      close();
      refuseWhereClosed();
    }
  }

  private synchronized void refuseWhereClosed() {
    if (closed) {
      throw new IllegalStateException("The demo is ended.");
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void closeAtExit() {
    Thread hook = new Thread(this::close, "end-demo");
    Runtime.getRuntime().addShutdownHook(hook);
    parts.addLast(() -> forget(hook));
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("The process is ending already.", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.warn("A part of the demo did not close cleanly.", e);
      }
    }
  }
}

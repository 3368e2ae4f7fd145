package dev.gatehouse.app.client;

import dev.gatehouse.app.demo.idp.DemoIdentityProvider;
import dev.gatehouse.app.demo.shop.Minter;
import dev.gatehouse.app.demo.shop.ShopDatabase;
import dev.gatehouse.app.demo.shop.ShopSize;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.ControlService;
import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.config.DatabaseConfig;
import dev.gatehouse.control.config.IdentityConfig;
import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.postgres.EphemeralPostgres;
import dev.gatehouse.postgres.PostgresServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Everything real on loopback: PostgreSQL with the sample shop, an OIDC provider, the service. */
public final class Stack implements AutoCloseable {
  /** The one data source, in production. */
  public static final String SOURCE = "shop-production";

  private final PostgresServer server;
  private final String database;
  private final AutoCloseable provider;
  private final ControlService control;
  private final Path folder;
  private final List<String> olderRoles;

  private Stack(
      PostgresServer server,
      String database,
      AutoCloseable provider,
      ControlService control,
      Path folder)
      throws SQLException {
    this.server = server;
    this.database = database;
    this.provider = provider;
    this.control = control;
    this.folder = folder;
    this.olderRoles = minted();
  }

  /** Starts it, with the demo's identity provider; its state is in the folder. */
  public static Stack start(Path folder) throws Exception {
    DemoIdentityProvider provider = DemoIdentityProvider.start(0, Clock.systemUTC());
    IdentityConfig identity =
        new IdentityConfig(
            provider.issuer(),
            DemoIdentityProvider.CLIENT_ID,
            Set.of(DemoIdentityProvider.AUDIENCE),
            DemoIdentityProvider.SCOPES,
            "groups",
            Map.of("analysts", "analysts", "dbas", "dbas", "reviewers", "reviewers"));
    return start(folder, identity, provider);
  }

  /** Starts it with that identity provider, which it closes at its end. */
  public static Stack start(Path folder, IdentityConfig identity, AutoCloseable provider)
      throws Exception {
    PostgresServer server = EphemeralPostgres.shared().server();
    String name = letters();
    String database = "shop_" + name;
    ShopDatabase.prepare(server, database, ShopSize.small());
    execute(server, "ALTER DATABASE " + database + " SET search_path = shop");
    Minter minter = Minter.prepare(server, database, "minter_" + name);
    server.createDatabase("control_" + name);
    ControlConfig config =
        new ControlConfig(
            "127.0.0.1",
            0,
            Optional.empty(),
            new DatabaseConfig(
                server.jdbcUrl("control_" + name),
                server.superuser(),
                Secret.of("the test server's superuser", server::password)),
            identity,
            List.of(
                new SourceConfig(
                    new DataSourceId(SOURCE, Environment.PRODUCTION, Dialect.POSTGRESQL, database),
                    "Sample shop",
                    "127.0.0.1",
                    server.port(),
                    "disable",
                    minter.user(),
                    Secret.of("the minter's password", minter::password))),
            policy(folder),
            folder.resolve("control"),
            ControlConfig.Timing.standard(),
            "");
    return new Stack(server, database, provider, ControlService.start(config), folder);
  }

  /** Where the control service listens. */
  public String control() {
    return control.uri().toString();
  }

  /** Signs that account in, with state of its own and without a keychain. */
  public SignedIn signIn(String account) throws GatehouseException {
    return client(account).withBrowser(new DemoBrowser(account));
  }

  /** Signs that account in, by another clock than the service's. */
  SignedIn signIn(String account, Clock clock) throws GatehouseException {
    return GatehouseClient.create(
            new ClientConfig(
                control(), stateDirectory(account), clock, "test", /* keepTokens= */ false))
        .withBrowser(new DemoBrowser(account));
  }

  /** A client whose state is in a folder of that name. */
  public GatehouseClient client(String state) throws GatehouseException {
    return GatehouseClient.create(
        new ClientConfig(
            control(), stateDirectory(state), Clock.systemUTC(), "test", /* keepTokens= */ false));
  }

  public Path stateDirectory(String state) {
    return folder.resolve("state").resolve(state);
  }

  /** The first column of what the superuser reads in the shop, as texts. */
  public List<String> asSuperuser(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  /** A connection to the shop; the caller closes it. */
  Connection connectAsSuperuser() throws SQLException {
    return server.connect(database);
  }

  /** Changes rows of the control service's own database; returns how many. */
  int inControlDatabase(String sql) throws SQLException {
    try (Connection connection = server.connect(database.replace("shop_", "control_"));
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Names of the roles that this stack's grants have minted and that still exist. */
  public List<String> mintedRoles() throws SQLException {
    return minted().stream().filter(role -> !olderRoles.contains(role)).toList();
  }

  /** Roles belong to the whole server, which other tests use too. */
  private List<String> minted() throws SQLException {
    return asSuperuser("SELECT rolname FROM pg_roles WHERE rolname ~ '^gh_[0-9a-f]{16}_[ps]$'");
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Path policy(Path folder) throws Exception {
    try (InputStream policy =
        Objects.requireNonNull(Stack.class.getResourceAsStream("policy.yaml"))) {
      Path file = folder.resolve("policy.yaml");
      Files.copy(policy, file);
      return file;
    }
  }

  private static String letters() {
    return ThreadLocalRandom.current()
        .ints(8, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public void close() {
    control.close();
    try {
      provider.close();
    } catch (Exception e) {
      throw new AssertionError("The identity provider did not stop", e);
    }
  }
}

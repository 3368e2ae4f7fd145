package dev.gatehouse.control;

import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.config.ControlConfig.Timing;
import dev.gatehouse.control.config.DatabaseConfig;
import dev.gatehouse.control.config.IdentityConfig;
import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.config.StartupException;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.postgres.EphemeralPostgres;
import dev.gatehouse.postgres.EphemeralPostgres.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The whole service on a real PostgreSQL, with a shop and an identity provider. */
public final class TestService implements AutoCloseable {
  static final String POLICY =
      """
      version: 1
      tags:
        - { columns: "*.customers.email", tag: pii.email }
      masks:
        - { tag: pii.email, mask: email }
      rules:
        - id: read-the-shop
          effect: allow
          who: { groups: [analysts, dbas, reviewers] }
          what: { relations: ["shop.*"], actions: [read] }
          reason: Everybody may read the shop.
        - id: write-the-shop
          effect: allow
          who: { groups: [dbas] }
          what: { relations: ["shop.*"], actions: [insert, update, delete] }
          reason: DBAs may write to the shop.
        - id: somebody-looks-at-deletes
          effect: needs_approval
          what: { relations: ["shop.orders"], actions: [delete] }
          reason: Somebody else looks at deletes first.
      grants:
        - id: analysts-read-at-once
          effect: approve
          who: { groups: [analysts] }
          what: { environment: staging, relations: ["shop.*"], actions: [read] }
          max_minutes: 60
          reason: Analysts read staging at once.
        - id: others-are-reviewed
          effect: review
          who: { groups: [analysts, dbas, reviewers] }
          what: { relations: ["shop.*"], actions: [read, insert, update, delete] }
          when: "!('update' in request.actions && source.environment == 'prod')"
          reason: Everything else is decided by a reviewer.
        - id: two-for-production-writes
          effect: review
          who: { groups: [dbas] }
          what: { environment: prod, relations: ["shop.*"], actions: [read, delete] }
          approvers: 2
          when: "'delete' in request.actions"
          reason: Two people decide about deleting in production.
        - id: a-lead-for-updates
          effect: review
          who: { groups: [dbas] }
          what: { environment: prod, relations: ["shop.*"], actions: [read, update] }
          when: "'update' in request.actions"
          approved_by: { groups: [leads] }
          reason: A lead decides about updates in production.
        - id: dbas-break-the-glass
          effect: break_glass
          who: { groups: [dbas] }
          what: { environment: prod, relations: ["shop.*"], actions: [read, update] }
          max_minutes: 20
          reason: A DBA repairs the shop at once; it is reviewed afterwards.
      """;

  final TestClock clock = new TestClock();
  final TestIssuer issuer = new TestIssuer(clock);
  final TestShop shop = new TestShop();
  final Database controlDatabase = EphemeralPostgres.shared().newDatabase();
  final Path directory;
  final String controlUser;
  private final String controlPassword = UUID.randomUUID().toString();
  private final List<SourceConfig> sources;
  private ControlService service;

  public TestService(Path directory) throws SQLException, IOException, StartupException {
    this(directory, List.of());
  }

  /** With further data sources beside the shop. */
  TestService(Path directory, List<SourceConfig> more)
      throws SQLException, IOException, StartupException {
    this.directory = directory;
    this.sources = new ArrayList<>(more);
    sources.add(shop.config("shop-staging", Environment.STAGING));
    sources.add(shop.config("shop-production", Environment.PRODUCTION));
    this.controlUser = "control_" + controlDatabase.name();
    controlDatabase.execute(
        "CREATE ROLE " + controlUser + " LOGIN PASSWORD '" + controlPassword + "'",
        "ALTER DATABASE " + controlDatabase.name() + " OWNER TO " + controlUser);
    Files.writeString(directory.resolve("policy.yaml"), POLICY);
    service = ControlService.start(config(), clock);
  }

  ControlConfig config() {
    return config(Optional.empty());
  }

  ControlConfig config(Optional<URI> publicUri) {
    return new ControlConfig(
        "127.0.0.1",
        0,
        publicUri,
        new DatabaseConfig(
            controlDatabase.jdbcUrl(), controlUser, Secret.of("the test's", () -> controlPassword)),
        new IdentityConfig(
            issuer.uri(),
            "gatehouse",
            Set.of("gatehouse"),
            "openid",
            "groups",
            Map.of(
                "analysts", "analysts",
                "dbas", "dbas",
                "reviewers", "reviewers",
                "leads", "leads",
                "authors", "policy-authors")),
        List.copyOf(sources),
        directory.resolve("policy.yaml"),
        directory.resolve("state"),
        new Timing(
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            Duration.ofMinutes(10),
            Duration.ofMillis(200)),
        "");
  }

  URI uri() {
    return service.uri();
  }

  /** Stops it and starts it again on the same database, keys and policy file. */
  void restart() throws StartupException {
    service.close();
    service = ControlService.start(config(), clock);
  }

  /** Stops it; {@link #restart} starts it again. */
  void stop() {
    service.close();
  }

  /** The configuration as a file, for a service of another process. */
  Path configFile() throws IOException {
    String sources =
        List.of("staging", "prod").stream()
            .map(
                environment ->
                    """
                      - name: shop-%s
                        environment: %s
                        host: 127.0.0.1
                        port: %d
                        database: %s
                        minter: { user: %s, password: "env:MINTER" }
                    """
                        .formatted(
                            environment.equals("prod") ? "production" : environment,
                            environment,
                            EphemeralPostgres.shared().server().port(),
                            shop.database.name(),
                            shop.minter))
            .collect(Collectors.joining());
    return Files.writeString(
        directory.resolve("control.yaml"),
        """
        listen: { host: 127.0.0.1, port: 0 }
        database: { url: "%s", user: %s, password: "env:CONTROL" }
        identity:
          issuer: %s
          clientId: gatehouse
          groups: { analysts: analysts, reviewers: reviewers }
        policy: policy.yaml
        state: state
        timing: { reconcileEvery: 10m, heartbeatEvery: 200ms }
        sources:
        """
                .formatted(controlDatabase.jdbcUrl(), controlUser, issuer.uri())
            + sources);
  }

  /** The environment that {@link #configFile} refers to. */
  Map<String, String> environment() {
    return Map.of("MINTER", shop.minterPassword, "CONTROL", controlPassword);
  }

  /** A client that is signed in. */
  TestClient client(String subject, String... groups) {
    return new TestClient(uri(), clock).signIn(issuer.token(subject, groups));
  }

  /** A request's body. */
  static String ask(String source, String actions, int minutes) {
    return """
    {"source": "%s", "relations": ["shop.*"], "actions": [%s], "unmask": [], "export": "none",
     "purpose": "Find the lost order.", "ticket": "SHOP-1", "durationMinutes": %d}
    """
        .formatted(source, actions, minutes);
  }

  @Override
  public void close() {
    service.close();
    issuer.close();
  }
}

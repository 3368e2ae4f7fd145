package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.decision.FloorPrivileges;
import dev.gatehouse.core.decision.FloorRequest;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.execution.jdbc.JdbcStatementExecutor;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.masking.MaskKey;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.core.policy.Words;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shop on a real PostgreSQL, with the two roles that the floor's privileges ask for, and sessions
 * over it. The clock stands still unless a test moves it.
 */
final class Shop implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  static final String POLICY =
      """
      version: 1
      tags:
        - { columns: "shop.customers.email", tag: pii.email }
        - { columns: "shop.customers.ssn", tag: pii.ssn }
      masks:
        - { tag: pii.email, mask: email }
        - { tag: pii.ssn, mask: show_last_4 }
      rules:
        - id: shop
          effect: allow
          who: { groups: [analysts] }
          what: { relations: ["shop.*"], actions: [read, insert, update, delete, ddl] }
          limits: { rows: 700 }
          reason: Analysts work in the shop.
        - id: compute
          effect: allow_inference
          who: { groups: [analysts] }
          what: { tags: [pii.ssn], uses: [fallible] }
          reason: Errors over numbers are withheld, so that they may be computed with.
      """;

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Principal ANN =
      Principal.person("https://idp", "ann", "ann@example.org", Set.of("analysts"));

  final EphemeralPostgres.Database database;
  final MemoryRecord record = new MemoryRecord();
  final List<String> ended = new CopyOnWriteArrayList<>();
  volatile Instant now = START;
  volatile Optional<Instant> tokenExpires = Optional.of(START.plus(Duration.ofHours(1)));
  StatementAnalyzer analyzer = Analyzers.forDialect(Dialect.POSTGRESQL);

  private final String password = UUID.randomUUID().toString();
  private final String plain = "shop_p" + NUMBER.incrementAndGet();
  private final String sensitive = "shop_s" + NUMBER.get();
  private final Grant grant;
  private final PolicySet policy;
  final CatalogSnapshot catalog;
  final JdbcStatementExecutor executor;

  Shop(Action... actions) throws SQLException, PolicyException {
    database = EphemeralPostgres.shared().newDatabase();
    database.execute(
        "CREATE SCHEMA shop",
        "CREATE SCHEMA hr",
        "CREATE TABLE shop.customers (id int PRIMARY KEY, name text, email text, ssn text,"
            + " CHECK (ssn <> ''))",
        "INSERT INTO shop.customers SELECT i, 'name ' || i, 'person' || i || '@secret.example',"
            + " '900-00-' || lpad(i::text, 4, '0') FROM generate_series(1, 1000) i",
        "CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int, total numeric)",
        "INSERT INTO shop.orders SELECT i, i % 1000 + 1, i FROM generate_series(1, 300) i",
        "CREATE VIEW shop.contacts AS SELECT id AS who, email AS address FROM shop.customers",
        "CREATE VIEW shop.notes AS SELECT id, name AS note FROM shop.customers",
        "CREATE TABLE hr.salaries (id int, salary int)",
        "ALTER DATABASE " + database.name() + " SET search_path = shop");
    try (Connection connection = database.connect()) {
      catalog = JdbcCatalogReader.read(connection);
    }
    policy = PolicySet.parse(POLICY);
    grant = grant(Set.of(actions));
    mint();
    executor =
        JdbcStatementExecutor.open(
            database.jdbcUrl(),
            plain,
            password,
            sensitive,
            password,
            catalog.searchPath(),
            "pipeline test");
  }

  private void mint() throws SQLException {
    List<String> sql = new ArrayList<>();
    for (String role : List.of(plain, sensitive)) {
      sql.add("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
      sql.add("GRANT USAGE ON SCHEMA shop TO " + role);
    }
    for (RelationPrivileges privileges :
        FloorPrivileges.compute(FloorRequest.of(grant), policy, catalog, analyzer)) {
      select(privileges, privileges.plainColumns(), plain + ", " + sensitive).ifPresent(sql::add);
      select(privileges, privileges.sensitiveColumns(), sensitive).ifPresent(sql::add);
      for (Action action : privileges.writes()) {
        sql.add(
            "GRANT %s ON %s TO %s, %s"
                .formatted(Words.word(action), privileges.relation(), plain, sensitive));
      }
    }
    database.execute(sql.toArray(String[]::new));
  }

  private static Optional<String> select(
      RelationPrivileges privileges, List<String> columns, String roles) {
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "GRANT SELECT (%s) ON %s TO %s"
                .formatted(String.join(", ", columns), privileges.relation(), roles));
  }

  private static Grant grant(Set<Action> actions) {
    return new Grant(
        "0123456789abcdef",
        ANN,
        new DataSourceId("shop", Environment.PRODUCTION, Dialect.POSTGRESQL, "shop"),
        Set.of("shop.*"),
        actions,
        Set.of(),
        ExportFormat.NONE,
        0,
        "month end",
        "",
        START.minusSeconds(60),
        START.plus(Duration.ofMinutes(30)),
        List.of("rita"),
        List.of(),
        "d".repeat(64));
  }

  GovernedSession open() throws Exception {
    return GovernedSessions.open(parts());
  }

  SessionParts parts() {
    return new SessionParts(
        "session-1",
        ANN,
        grant,
        policy,
        MaskKey.random(new SecureRandom()),
        analyzer,
        catalog,
        this::readAgain,
        executor,
        record,
        () -> now,
        () -> tokenExpires,
        ended::add,
        new ClientInfo("thumbprint", "host", "0.1.0"));
  }

  private CatalogSnapshot readAgain() {
    try (Connection connection = database.connect()) {
      return JdbcCatalogReader.read(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One column of a query, as the superuser sees it. */
  List<String> raw(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void close() {
    executor.close();
  }
}

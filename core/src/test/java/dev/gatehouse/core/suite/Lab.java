package dev.gatehouse.core.suite;

import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.core.decision.FloorPrivileges;
import dev.gatehouse.core.decision.FloorRequest;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.execution.jdbc.JdbcSettings;
import dev.gatehouse.core.execution.jdbc.JdbcStatementExecutor;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.identity.Principal;
import dev.gatehouse.core.masking.MaskKey;
import dev.gatehouse.core.pipeline.ClientInfo;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.GovernedSessions;
import dev.gatehouse.core.pipeline.SessionParts;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** A fresh database, a policy over it, the two roles that follow, and a session under them. */
final class Lab {
  static final Principal ANALYST =
      Principal.person("https://idp.invalid", "analyst", "analyst", Set.of("analysts"));

  final EphemeralPostgres.Database database;
  final Queue<AuditEvent> record = new ConcurrentLinkedQueue<>();
  private final String schema;
  private final PolicySet policy;
  private final String password = random();
  private final String plain = "gh_" + random() + "_p";
  private final String sensitive = "gh_" + random() + "_s";

  Lab(String schema, String policyYaml, String setup, String... more) throws Exception {
    this.schema = schema;
    this.policy = PolicySet.parse(policyYaml);
    this.database = EphemeralPostgres.shared().newDatabase();
    database.execute(setup);
    database.execute(more);
    database.execute("analyze");
    database.execute(
        "alter database " + database.name() + " set search_path = " + schema + ", pg_catalog");
  }

  /** A session with a grant for everything in the schema; a new one for every call. */
  GovernedSession open() throws Exception {
    Grant grant = grant(schema, database.name(), policy);
    StatementAnalyzer analyzer = Analyzers.forDialect(Dialect.POSTGRESQL);
    CatalogSnapshot all;
    try (Connection connection = database.connect()) {
      all = JdbcCatalogReader.read(connection);
    }
    mint(FloorPrivileges.compute(FloorRequest.of(grant), policy, all, analyzer));
    CatalogSnapshot catalog = JdbcCatalogReader.read(database.jdbcUrl(), plain, password);
    JdbcStatementExecutor executor =
        JdbcStatementExecutor.open(
            database.jdbcUrl(),
            plain,
            password,
            sensitive,
            password,
            JdbcSettings.of(catalog.searchPath(), "lab")
                .withStatementTimeout(Duration.ofSeconds(20)));
    return GovernedSessions.open(
        new SessionParts(
            random(),
            ANALYST,
            grant,
            policy,
            MaskKey.random(new SecureRandom()),
            analyzer,
            catalog,
            () -> catalog,
            executor,
            sink(),
            InstantSource.system(),
            () -> Optional.of(Instant.now().plusSeconds(600)),
            reason -> {},
            new ClientInfo("device", "host", "test")));
  }

  /** A grant for everything in a schema. */
  static Grant grant(String schema, String databaseName, PolicySet policy) {
    DataSourceId source =
        new DataSourceId("lab", Environment.STAGING, Dialect.POSTGRESQL, databaseName);
    return new Grant(
        random(),
        ANALYST,
        source,
        Set.of(schema + ".*"),
        EnumSet.allOf(Action.class),
        Set.of(),
        ExportFormat.NONE,
        0,
        "tests",
        "",
        Instant.now().minusSeconds(60),
        Instant.now().plus(Duration.ofHours(1)),
        List.of(),
        List.of(),
        policy.digest());
  }

  private void mint(List<RelationPrivileges> privileges) throws SQLException {
    for (String role : List.of(plain, sensitive)) {
      database.execute(
          "do $$ begin if not exists (select 1 from pg_roles where rolname = '"
              + role
              + "') then "
              + "create role "
              + role
              + " login password '"
              + password
              + "'; end if; end $$",
          "grant usage on schema " + schema + " to " + role);
    }
    for (RelationPrivileges of : privileges) {
      select(of.relation().toString(), of.plainColumns(), plain);
      select(of.relation().toString(), of.plainColumns(), sensitive);
      select(of.relation().toString(), of.sensitiveColumns(), sensitive);
      for (Action action : of.writes()) {
        database.execute(
            "grant " + action.name() + " on " + of.relation() + " to " + plain + ", " + sensitive);
      }
    }
  }

  private void select(String relation, List<String> columns, String role) throws SQLException {
    if (!columns.isEmpty()) {
      String list = columns.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
      database.execute("grant select (" + list + ") on " + relation + " to " + role);
    }
  }

  private AuditSink sink() {
    return new AuditSink() {
      @Override
      public void append(AuditEvent event) {
        record.add(event);
      }

      @Override
      public void close() {}
    };
  }

  static String random() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

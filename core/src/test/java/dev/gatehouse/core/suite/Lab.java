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

/** A fresh database, a policy over it, the two roles that follow, and a session under them. */
final class Lab {
  static final Principal ANALYST =
      Principal.person("https://idp.invalid", "analyst", "analyst", Set.of("analysts"));

  final LabServer server;
  final Queue<AuditEvent> record = new ConcurrentLinkedQueue<>();
  private final String schema;
  private final PolicySet policy;
  private final String password = random();
  private final String plain = "gh_" + random() + "_p";
  private final String sensitive = "gh_" + random() + "_s";

  Lab(LabServer server, String schema, String policyYaml, String... setup) throws Exception {
    this.server = server;
    this.schema = schema;
    this.policy = PolicySet.parse(policyYaml);
    server.execute(setup);
  }

  /** A session with a grant for everything in the schema; a new one for every call. */
  GovernedSession open() throws Exception {
    return open(Optional.empty());
  }

  /** The same as a service runs it, under an account that owns everything in the schema. */
  GovernedSession openAsOwner(String owner, String ownersPassword) throws Exception {
    return open(Optional.of(new Owner(owner, ownersPassword)));
  }

  private record Owner(String account, String password) {}

  private GovernedSession open(Optional<Owner> owner) throws Exception {
    Grant grant = grant(schema, server.dialect(), server.databaseName(), policy);
    StatementAnalyzer analyzer = Analyzers.forDialect(server.dialect());
    CatalogSnapshot all;
    try (Connection connection = server.connect()) {
      all = JdbcCatalogReader.read(connection);
    }
    List<RelationPrivileges> privileges =
        FloorPrivileges.compute(FloorRequest.of(grant), policy, all, analyzer);
    server.mint(plain, password, privileges, false);
    server.mint(sensitive, password, privileges, true);
    CatalogSnapshot catalog = server.catalog(plain, password);
    JdbcStatementExecutor executor =
        JdbcStatementExecutor.open(
            server.jdbcUrl(),
            plain,
            password,
            sensitive,
            password,
            JdbcSettings.of(catalog.searchPath(), "lab")
                .withStatementTimeout(Duration.ofSeconds(20)));
    if (owner.isPresent()) {
      executor =
          executor.withOwner(server.jdbcUrl(), owner.get().account(), owner.get().password());
    }
    return GovernedSessions.open(
        new SessionParts(
            random(),
            ANALYST,
            grant,
            policy,
            MaskKey.random(new SecureRandom()),
            analyzer,
            catalog,
            this::catalog,
            executor,
            sink(),
            InstantSource.system(),
            () -> Optional.of(Instant.now().plusSeconds(600)),
            reason -> {},
            new ClientInfo("device", "host", "test")));
  }

  private CatalogSnapshot catalog() {
    try {
      return server.catalog(plain, password);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A grant for everything in a schema. */
  static Grant grant(String schema, Dialect dialect, String databaseName, PolicySet policy) {
    DataSourceId source = new DataSourceId("lab", Environment.STAGING, dialect, databaseName);
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

package dev.gatehouse.benchmarks;

import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.StatementAnalyzer;
import dev.gatehouse.core.audit.AuditEvent;
import dev.gatehouse.core.audit.AuditSink;
import dev.gatehouse.core.audit.AuditUnavailableException;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.decision.FloorPrivileges;
import dev.gatehouse.core.decision.FloorRequest;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.execution.jdbc.JdbcSettings;
import dev.gatehouse.core.execution.jdbc.JdbcStatementExecutor;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.masking.MaskKey;
import dev.gatehouse.core.pipeline.ClientInfo;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.GovernedSessions;
import dev.gatehouse.core.pipeline.SessionParts;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicySet;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A million people of twenty columns, four of them masked, and the two roles that may read them.
 */
final class Warehouse {
  static final int ROWS = 1_000_000;
  static final String QUERY = "select * from people";
  private static final String POLICY =
      """
      version: 1
      tags:
        - { columns: "wide.people.email", tag: pii.email }
        - { columns: "wide.people.phone", tag: pii.phone }
        - { columns: "wide.people.ssn", tag: pii.ssn }
        - { columns: "wide.people.salary", tag: hr.salary }
      masks:
        - { tag: pii.email, mask: email }
        - { tag: pii.phone, mask: show_last_4 }
        - { tag: pii.ssn, mask: redact }
        - { tag: hr.salary, mask: round }
      rules:
        - id: read-people
          effect: allow
          who: { groups: [analysts] }
          what: { relations: ["wide.*"], actions: [read] }
          reason: Analysts read people.
      """;
  private static final String TABLE =
      """
      create table wide.people as
      select n as id, n * 7::bigint as account, (n %% 1000)::int as branch, (n %% 7)::smallint as tier,
             'Person ' || n as name, 'person' || n || '@example.org' as email,
             '+49 30 ' || (1000000 + n) as phone, (100000000 + n)::text as ssn,
             (30000 + n %% 90000)::numeric(12, 2) as salary, (n %% 10000)::numeric(12, 2) as balance,
             (n %% 360) / 7.0::float8 as longitude, (n %% 180) / 3.0::float8 as latitude,
             n %% 2 = 0 as active, date '2020-01-01' + n %% 2000 as joined,
             timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second' as seen,
             'Street ' || n %% 5000 as street, 'City ' || n %% 300 as city,
             case when n %% 3 = 0 then null else 'note ' || n end as note,
             n %% 12 as month, 'EUR' as currency
        from generate_series(1, %d) n
      """;

  private final EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
  private final String password = HexFormat.of().formatHex(random());
  private final PolicySet policy;

  Warehouse() throws SQLException {
    try {
      policy = PolicySet.parse(POLICY);
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
    database.execute(
        "create schema wide",
        TABLE.formatted(ROWS),
        "vacuum analyze wide.people",
        "alter database " + database.name() + " set search_path = wide, pg_catalog");
  }

  /** A connection of the server's owner, for reading without governance. */
  Connection connect() throws SQLException {
    return database.connect();
  }

  /** A governed session under a grant for everything. */
  GovernedSession open() throws SQLException, AuditUnavailableException {
    Grant grant = People.grant("wide", policy);
    StatementAnalyzer analyzer = Analyzers.forDialect(Dialect.POSTGRESQL);
    CatalogSnapshot catalog;
    try (Connection connection = database.connect()) {
      catalog = JdbcCatalogReader.read(connection);
    }
    for (String role : List.of("plain", "sensitive")) {
      database.execute(
          "create role " + role + " login password '" + password + "'",
          "grant usage on schema wide to " + role);
    }
    for (RelationPrivileges of :
        FloorPrivileges.compute(FloorRequest.of(grant), policy, catalog, analyzer)) {
      select(of, of.plainColumns(), "plain, sensitive");
      select(of, of.sensitiveColumns(), "sensitive");
    }
    JdbcStatementExecutor executor =
        JdbcStatementExecutor.open(
            database.jdbcUrl(),
            "plain",
            password,
            "sensitive",
            password,
            JdbcSettings.of(catalog.searchPath(), "benchmark"));
    return GovernedSessions.open(
        new SessionParts(
            "fedcba9876543210",
            People.ANALYST,
            grant,
            policy,
            MaskKey.random(new SecureRandom()),
            analyzer,
            catalog,
            () -> catalog,
            executor,
            new Unrecorded(),
            InstantSource.system(),
            () -> Optional.of(Instant.now().plusSeconds(3600)),
            _ -> {},
            new ClientInfo("device", "host", "benchmark")));
  }

  private void select(RelationPrivileges of, List<String> columns, String roles)
      throws SQLException {
    if (!columns.isEmpty()) {
      String list = columns.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
      database.execute("grant select (" + list + ") on " + of.relation() + " to " + roles);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** The record's cost is a few events a statement, whatever the rows. */
  private static final class Unrecorded implements AuditSink {
    @Override
    public void append(AuditEvent event) {}

    @Override
    public void close() {}
  }
}

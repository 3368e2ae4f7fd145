package dev.gatehouse.core.suite;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A laboratory is a schema of a database of its own. */
final class PostgresLabServer implements LabServer {
  private final EphemeralPostgres.Database database;
  private final String schema;

  PostgresLabServer(String schema) throws SQLException {
    this.schema = schema;
    this.database = EphemeralPostgres.shared().newDatabase();
    database.execute(
        "alter database " + database.name() + " set search_path = " + schema + ", pg_catalog");
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public String databaseName() {
    return database.name();
  }

  @Override
  public String jdbcUrl() {
    return database.jdbcUrl();
  }

  @Override
  public void execute(String... scripts) throws SQLException {
    database.execute(scripts);
  }

  @Override
  public Connection connect() throws SQLException {
    return database.connect();
  }

  @Override
  public void mint(
      String account, String password, List<RelationPrivileges> privileges, boolean sensitive)
      throws SQLException {
    execute(
        "do $$ begin if not exists (select 1 from pg_roles where rolname = '"
            + account
            + "') then create role "
            + account
            + " login password '"
            + password
            + "'; end if; end $$",
        "grant usage on schema " + schema + " to " + account);
    for (RelationPrivileges of : privileges) {
      List<String> columns = new ArrayList<>(of.plainColumns());
      if (sensitive) {
        columns.addAll(of.sensitiveColumns());
      }
      if (!columns.isEmpty()) {
        String list = columns.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
        execute("grant select (" + list + ") on " + of.relation() + " to " + account);
      }
      for (Action action : of.writes()) {
        execute("grant " + action.name() + " on " + of.relation() + " to " + account);
      }
    }
  }

  /** Makes an account that owns the schema and everything in it. */
  void own(String account, String password) throws SQLException {
    execute(
        "create role " + account + " login password '" + password + "'",
        "alter schema " + schema + " owner to " + account,
        "do $$ declare r record; begin for r in select oid::regclass as name from pg_class where"
            + " relkind in ('r', 'p', 'v', 'm') and relnamespace = '"
            + schema
            + "'::regnamespace loop execute format('alter table %s owner to "
            + account
            + "', r.name); end loop; end $$");
  }

  EphemeralPostgres.Database database() {
    return database;
  }

  @Override
  public CatalogSnapshot catalog(String account, String password) throws SQLException {
    return JdbcCatalogReader.read(jdbcUrl(), account, password);
  }
}

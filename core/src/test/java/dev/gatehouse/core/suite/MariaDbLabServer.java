package dev.gatehouse.core.suite;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.decision.RelationPrivileges;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.testkit.EphemeralMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A laboratory is a database, since MariaDB knows no schemas below one. */
final class MariaDbLabServer implements LabServer {
  private final EphemeralMariaDb.Database database;

  MariaDbLabServer(String schema) throws SQLException {
    this.database = EphemeralMariaDb.shared().database(schema);
  }

  @Override
  public Dialect dialect() {
    return Dialect.MARIADB;
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
    String user = account + "@localhost";
    execute("CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY '" + password + "'");
    for (RelationPrivileges of : privileges) {
      List<String> columns = new ArrayList<>(of.plainColumns());
      if (sensitive) {
        columns.addAll(of.sensitiveColumns());
      }
      if (!columns.isEmpty()) {
        String list = columns.stream().map(c -> '`' + c + '`').collect(Collectors.joining(", "));
        execute("GRANT SELECT (" + list + ") ON " + of.relation() + " TO " + user);
      }
      for (Action action : of.writes()) {
        execute("GRANT " + action.name() + " ON " + of.relation() + " TO " + user);
      }
    }
  }

  /** The minting account's, since accounts of grants see no definitions of views. */
  @Override
  public CatalogSnapshot catalog(String account, String password) throws SQLException {
    try (Connection connection = connect()) {
      return JdbcCatalogReader.read(connection);
    }
  }
}

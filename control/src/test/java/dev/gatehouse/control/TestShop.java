package dev.gatehouse.control;

import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.postgres.EphemeralPostgres;
import dev.gatehouse.postgres.EphemeralPostgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A data source: a shop, and a minting account with exactly what docs/operators.md lists. */
public final class TestShop {
  public final Database database;
  final String minter;
  final String minterPassword = UUID.randomUUID().toString();

  public TestShop() throws SQLException {
    database = EphemeralPostgres.shared().newDatabase();
    minter = "minter_" + database.name();
    database.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.customers (id serial PRIMARY KEY, name text, email text, \"we\"\"ird\""
            + " text)",
        "CREATE TABLE shop.orders (id serial PRIMARY KEY, customer_id int, total numeric)",
        "INSERT INTO shop.customers (name, email) SELECT 'n' || i, 'e' || i || '@example.test'"
            + " FROM generate_series(1, 1000) i",
        "INSERT INTO shop.orders (customer_id, total) SELECT i, i FROM generate_series(1, 1000) i",
        "CREATE ROLE " + minter + " LOGIN CREATEROLE PASSWORD '" + minterPassword + "'",
        "GRANT pg_signal_backend TO " + minter,
        "GRANT CONNECT ON DATABASE " + database.name() + " TO " + minter + " WITH GRANT OPTION",
        "GRANT USAGE ON SCHEMA shop TO " + minter + " WITH GRANT OPTION",
        "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA shop TO "
            + minter
            + " WITH GRANT OPTION",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA shop TO " + minter + " WITH GRANT OPTION");
  }

  /** The minting account's name. */
  public String minter() {
    return minter;
  }

  /** The shop as the service is told of it. */
  public SourceConfig config(String name, Environment environment) {
    return new SourceConfig(
        new DataSourceId(name, environment, Dialect.POSTGRESQL, database.name()),
        "The shop",
        "127.0.0.1",
        EphemeralPostgres.shared().server().port(),
        "disable",
        minter,
        Secret.of("the test's", () -> minterPassword));
  }

  /** The grants' roles that this shop's minter made and that are still there. */
  public List<String> roles() throws SQLException {
    return texts(
        "SELECT r.rolname FROM pg_roles r JOIN pg_auth_members m ON m.roleid = r.oid"
            + " JOIN pg_roles o ON o.oid = m.member WHERE r.rolname LIKE 'gh\\_%' AND o.rolname = '"
            + minter
            + "' GROUP BY 1 ORDER BY 1");
  }

  /** How many sessions such roles have. */
  int sessions() throws SQLException {
    return Integer.parseInt(
        texts(
                "SELECT count(*) FROM pg_stat_activity WHERE usename LIKE 'gh\\_%' AND datname = '"
                    + database.name()
                    + "'")
            .getFirst());
  }

  List<String> texts(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}

package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import dev.gatehouse.testkit.EphemeralMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A shop on MariaDB, and a minting account with exactly what docs/operators.md lists. */
public final class MariaDbShop {
  public final EphemeralMariaDb.Database database;
  final String minter = "minter_" + UUID.randomUUID().toString().substring(0, 8);
  private final String minterPassword = UUID.randomUUID().toString();

  public MariaDbShop() throws SQLException {
    database = EphemeralMariaDb.shared().database("shop");
    database.execute(
        "CREATE TABLE customers (id int AUTO_INCREMENT PRIMARY KEY, name text, email text,"
            + " `we``ird` text)",
        "CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY, total int)",
        "CREATE TABLE jotted (id int, note text) ENGINE=MyISAM",
        "CREATE VIEW called AS SELECT id, name FROM customers",
        "INSERT INTO customers (name, email) SELECT concat('n', seq),"
            + " concat('e', seq, '@example.test') FROM seq_1_to_1000",
        "INSERT INTO orders (total) SELECT seq FROM seq_1_to_1000");
    minter(minter, minterPassword);
  }

  private void minter(String name, String password) throws SQLException {
    String account = name + "@localhost";
    database.execute(
        "CREATE USER " + account + " IDENTIFIED BY '" + password + "'",
        "GRANT CREATE USER, PROCESS, CONNECTION ADMIN ON *.* TO " + account,
        "GRANT SELECT, INSERT, UPDATE, DELETE, SHOW VIEW ON "
            + database.name()
            + ".* TO "
            + account
            + " WITH GRANT OPTION",
        "GRANT SELECT ON mysql.global_priv TO " + account,
        "GRANT SELECT ON mysql.tables_priv TO " + account,
        "GRANT SELECT ON mysql.innodb_table_stats TO " + account);
  }

  /** The shop as the service is told of it. */
  public SourceConfig config() {
    return config(minter, minterPassword);
  }

  /** The same by the minting account of another service. */
  SourceConfig ofAnotherService() throws SQLException {
    String other = "other_" + UUID.randomUUID().toString().substring(0, 8);
    minter(other, minterPassword);
    return config(other, minterPassword);
  }

  SourceConfig config(String account, String password) {
    return new SourceConfig(
        new DataSourceId("shop-mariadb", Environment.STAGING, Dialect.MARIADB, database.name()),
        "The shop",
        "127.0.0.1",
        database.server().port(),
        "disable",
        account,
        Secret.of("the test's", () -> password));
  }

  /** The grants' accounts that are there. */
  public List<String> accounts() throws SQLException {
    return texts("SELECT user FROM mysql.global_priv WHERE user LIKE 'gh\\_%' ORDER BY user");
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

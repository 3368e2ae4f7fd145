package dev.gatehouse.app.demo;

import dev.gatehouse.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server itself says, asked past Gatehouse with the superuser's eyes: the journey's
 * evidence that things are as the screen says.
 */
final class ServerView {
  private final PostgresServer server;

  ServerView(PostgresServer server) {
    this.server = server;
  }

  /** The roles in {@code pg_roles} that were minted for that grant. */
  List<String> roles(String grantId) throws SQLException {
    List<String> roles = new ArrayList<>();
    try (Connection connection = server.connect("postgres");
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT rolname FROM pg_roles WHERE rolname LIKE ? ESCAPE '!' ORDER BY rolname")) {
      query.setString(1, "gh!_" + grantId + "!_%");
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          roles.add(rows.getString(1));
        }
      }
    }
    return roles;
  }

  /** All values of one column. */
  Set<String> values(String database, String relation, String column) throws SQLException {
    Set<String> values = new HashSet<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT %s::text FROM %s WHERE %s IS NOT NULL"
                    .formatted(column, relation, column))) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** The rows of a query as they are in the tables, without any mask. */
  List<List<@Nullable String>> raw(String database, String query) throws SQLException {
    List<List<@Nullable String>> raw = new ArrayList<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(rows.getString(i));
        }
        raw.add(row);
      }
    }
    return raw;
  }

  /** How many rows a relation has. */
  long count(String database, String relation) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + relation)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Books a line twice, so that there is one to delete. */
  void addLine(String database) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO shop.order_lines SELECT order_id, 99, product_id, quantity, unit_price,"
              + " discount_percent FROM shop.order_lines WHERE order_id = 1 AND line = 1"
              + " ON CONFLICT DO NOTHING");
    }
  }

  /**
   * Runs a query as a minted role itself, as a statement would that slipped past every check.
   *
   * @return the SQLSTATE of the server's refusal, or an empty string where it answered
   */
  String smuggle(String database, String role, String query) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION AUTHORIZATION \"" + role + "\"");
      try (ResultSet rows = statement.executeQuery(query)) {
        rows.next();
        return "";
      } catch (SQLException e) {
        return String.valueOf(e.getSQLState());
      }
    }
  }
}

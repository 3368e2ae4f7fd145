package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.ColumnRef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The oracle: the columns for which PostgreSQL itself checks the right to read. A temporary view of
 * the query is made and rolled back; its rewritten tree names them as {@code selectedCols}, where a
 * bit is the column's number plus 7, and bit 7 the whole row (server sources, {@code
 * RTEPermissionInfo} since 16).
 */
final class SelectedColumns {
  private static final Pattern PERMISSIONS =
      Pattern.compile("\\{RTEPERMISSIONINFO :relid (\\d+) [^}]*?:selectedCols \\(b([^)]*)\\)");
  private final Connection connection;
  private final Map<Long, Map<Integer, ColumnRef>> columns = new HashMap<>();

  SelectedColumns(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select a.attrelid, a.attnum, n.nspname, c.relname, a.attname from pg_attribute a"
                    + " join pg_class c on c.oid = a.attrelid"
                    + " join pg_namespace n on n.oid = c.relnamespace where a.attnum > 0")) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getLong(1), _ -> new HashMap<>())
            .put(
                rows.getInt(2),
                ColumnRef.of(rows.getString(3), rows.getString(4), rows.getString(5)));
      }
    }
    connection.rollback();
  }

  /** The columns that a query reads; empty where the server does not take it as a view. */
  Optional<Set<ColumnRef>> of(String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Savepoint before = connection.setSavepoint();
      try {
        statement.setEscapeProcessing(false);
        statement.execute("create temporary view oracle as " + query);
        return Optional.of(read(statement));
      } catch (SQLException notAView) {
        return retry(statement, query, before);
      } finally {
        connection.rollback();
      }
    }
  }

  /** Columns of the same name make no view; as a subquery of another they do. */
  private Optional<Set<ColumnRef>> retry(Statement statement, String query, Savepoint before)
      throws SQLException {
    connection.rollback(before);
    try {
      statement.execute(
          "create temporary view oracle as select 1 as one where exists (" + query + ")");
      return Optional.of(read(statement));
    } catch (SQLException notAQuery) {
      return asBody(statement, query, before);
    }
  }

  /** What writes makes no view, but the body of a routine; its tree is kept as well. */
  private Optional<Set<ColumnRef>> asBody(Statement statement, String sql, Savepoint before)
      throws SQLException {
    connection.rollback(before);
    try {
      statement.execute(
          "create function pg_temp.oracle() returns void language sql begin atomic "
              + sql
              + "; end");
      return Optional.of(
          read(
              statement,
              "select prosqlbody::text from pg_proc where oid = 'pg_temp.oracle'::regproc"));
    } catch (SQLException notValid) {
      return Optional.empty();
    }
  }

  private Set<ColumnRef> read(Statement statement) throws SQLException {
    return read(
        statement,
        "select ev_action::text from pg_rewrite where ev_class = 'pg_temp.oracle'::regclass");
  }

  private Set<ColumnRef> read(Statement statement, String tree) throws SQLException {
    try (ResultSet rows = statement.executeQuery(tree)) {
      rows.next();
      Set<ColumnRef> selected = new HashSet<>();
      Matcher matcher = PERMISSIONS.matcher(rows.getString(1));
      while (matcher.find()) {
        Map<Integer, ColumnRef> relation = columns.get(Long.parseLong(matcher.group(1)));
        if (relation != null) {
          add(matcher.group(2).strip(), relation, selected);
        }
      }
      return selected;
    }
  }

  private static void add(String bits, Map<Integer, ColumnRef> relation, Set<ColumnRef> selected) {
    for (String bit : bits.isEmpty() ? new String[0] : bits.split(" ")) {
      int number = Integer.parseInt(bit) - 7;
      if (number == 0) {
        selected.addAll(relation.values());
      } else if (relation.containsKey(number)) {
        selected.add(relation.get(number));
      }
    }
  }
}

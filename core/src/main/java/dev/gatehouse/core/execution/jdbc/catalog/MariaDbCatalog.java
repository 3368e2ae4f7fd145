package dev.gatehouse.core.execution.jdbc.catalog;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Definitions;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.ForeignKey;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.catalog.Routine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The bulk queries over {@code information_schema} of MariaDB and MySQL. It shows an account what
 * it has privileges for, and definitions of views only to who may see them, so a complete snapshot
 * needs the minting account. Partitions are no relations of their own there, and sequences are left
 * out.
 */
final class MariaDbCatalog {
  private static final String OF_A_PERSON =
      " table_schema not in ('mysql', 'performance_schema', 'sys')";

  private final Connection connection;
  private final Map<RelationName, Draft> drafts = new LinkedHashMap<>();

  MariaDbCatalog(Connection connection) {
    this.connection = connection;
  }

  private static final class Draft {
    private final RelationName name;
    private final RelationKind kind;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> primaryKey = new ArrayList<>();
    private final List<String> markedPrimary = new ArrayList<>();
    private final Map<String, KeyDraft> foreignKeys = new TreeMap<>();
    private Optional<String> definition = Optional.empty();
    private long rows = -1;

    Draft(RelationName name, RelationKind kind) {
      this.name = name;
      this.kind = kind;
    }

    Relation relation() {
      return new Relation(
          name,
          kind,
          columns,
          primaryKey.isEmpty() ? markedPrimary : primaryKey,
          foreignKeys.values().stream().map(KeyDraft::key).toList(),
          definition,
          List.of(),
          rows);
    }
  }

  private record KeyDraft(RelationName target, List<String> columns, List<String> targetColumns) {
    ForeignKey key() {
      return new ForeignKey(columns, target, targetColumns);
    }
  }

  /** A row's reader. */
  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  CatalogSnapshot read() throws SQLException {
    List<String> version = new ArrayList<>();
    List<String> path = new ArrayList<>();
    List<Boolean> ignoreCase = new ArrayList<>();
    each(
        "select version(), database(), @@lower_case_table_names <> 0",
        row -> {
          version.add(row.getString(1));
          Optional.ofNullable(row.getString(2)).ifPresent(path::add);
          ignoreCase.add(row.getBoolean(3));
        });
    relations();
    columns();
    views();
    primaryKeys();
    foreignKeys();
    estimates();
    Dialect dialect = version.getFirst().contains("MariaDB") ? Dialect.MARIADB : Dialect.MYSQL;
    return new CatalogSnapshot(
        dialect,
        version.getFirst(),
        path,
        drafts.values().stream().map(Draft::relation).toList(),
        new Definitions(routines(), java.util.Set.of(), java.util.Set.of()),
        ignoreCase.getFirst());
  }

  private void each(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(5_000);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  private static RelationName name(ResultSet row) throws SQLException {
    return new RelationName(row.getString(1), row.getString(2));
  }

  private Optional<Draft> draft(ResultSet row) throws SQLException {
    return Optional.ofNullable(drafts.get(name(row)));
  }

  private void relations() throws SQLException {
    each(
        "select table_schema, table_name, table_type from information_schema.tables where"
            + OF_A_PERSON
            + " order by table_schema, table_name",
        row -> {
          RelationName name = name(row);
          kind(name, row.getString(3)).ifPresent(kind -> drafts.put(name, new Draft(name, kind)));
        });
  }

  /** A kind that is not known is no relation that a statement may name. */
  private static Optional<RelationKind> kind(RelationName name, String type) {
    return switch (type) {
      case "BASE TABLE", "SYSTEM VERSIONED" -> Optional.of(RelationKind.TABLE);
      case "VIEW" -> Optional.of(RelationKind.VIEW);
      case "SYSTEM VIEW" ->
          MariaDbSystemRelations.mayBeNamed(name)
              ? Optional.of(RelationKind.SYSTEM)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private void columns() throws SQLException {
    each(
        "select table_schema, table_name, column_name, column_type, is_nullable,"
            + " generation_expression, column_key from information_schema.columns where"
            + OF_A_PERSON
            // A star leaves them out, and so no statement may name them.
            + " and extra not like '%INVISIBLE%'"
            + " order by table_schema, table_name, ordinal_position",
        row -> {
          Optional<Draft> draft = draft(row);
          if (draft.isEmpty()) {
            return;
          }
          String generated = row.getString(6);
          draft
              .get()
              .columns
              .add(
                  new Column(
                      row.getString(3),
                      draft.get().columns.size() + 1,
                      row.getString(4),
                      row.getString(5).equals("YES"),
                      Optional.ofNullable(generated).filter(text -> !text.isEmpty())));
          if (row.getString(7).equals("PRI")) {
            draft.get().markedPrimary.add(row.getString(3));
          }
        });
  }

  private void views() throws SQLException {
    each(
        "select table_schema, table_name, view_definition from information_schema.views where"
            + OF_A_PERSON,
        row -> {
          String definition = row.getString(3);
          if (definition != null && !definition.isEmpty()) {
            draft(row).ifPresent(draft -> draft.definition = Optional.of(definition));
          }
        });
  }

  private void primaryKeys() throws SQLException {
    each(
        "select table_schema, table_name, column_name from information_schema.statistics"
            + " where index_name = 'PRIMARY' and"
            + OF_A_PERSON
            + " order by table_schema, table_name, seq_in_index",
        row -> {
          String column = row.getString(3);
          draft(row).ifPresent(draft -> draft.primaryKey.add(column));
        });
  }

  private void foreignKeys() throws SQLException {
    each(
        "select table_schema, table_name, constraint_name, column_name, referenced_table_schema,"
            + " referenced_table_name, referenced_column_name"
            + " from information_schema.key_column_usage"
            + " where referenced_table_name is not null and"
            + OF_A_PERSON
            + " order by table_schema, table_name, constraint_name, ordinal_position",
        row -> {
          Draft target = drafts.get(new RelationName(row.getString(5), row.getString(6)));
          Optional<Draft> draft = draft(row);
          if (target != null && draft.isPresent()) {
            KeyDraft key =
                draft
                    .get()
                    .foreignKeys
                    .computeIfAbsent(
                        row.getString(3),
                        name -> new KeyDraft(target.name, new ArrayList<>(), new ArrayList<>()));
            key.columns().add(row.getString(4));
            key.targetColumns().add(row.getString(7));
          }
        });
  }

  /**
   * {@code information_schema.tables} opens every table to tell its number of rows; InnoDB's own
   * statistics are at hand, for who may read them.
   */
  private void estimates() throws SQLException {
    Map<RelationName, Long> rows = new HashMap<>();
    try {
      each(
          "select database_name, substring_index(table_name, '#', 1), n_rows"
              + " from mysql.innodb_table_stats",
          row -> rows.merge(name(row), row.getLong(3), Long::sum));
    } catch (SQLSyntaxErrorException notAllowed) {
      return; // then there are no estimates
    }
    rows.forEach(
        (name, count) -> {
          Draft draft = drafts.get(name);
          if (draft != null) {
            draft.rows = count;
          }
        });
  }

  private List<Routine> routines() throws SQLException {
    List<Routine> routines = new ArrayList<>();
    each(
        "select routine_schema, routine_name, is_deterministic, security_type"
            + " from information_schema.routines"
            + " where routine_schema not in ('mysql', 'performance_schema', 'sys')"
            + " order by routine_schema, routine_name, routine_type",
        row ->
            routines.add(
                new Routine(
                    name(row),
                    row.getString(3).equals("YES")
                        ? Routine.Volatility.IMMUTABLE
                        : Routine.Volatility.VOLATILE,
                    !row.getString(4).equals("INVOKER"),
                    false)));
    return routines;
  }
}

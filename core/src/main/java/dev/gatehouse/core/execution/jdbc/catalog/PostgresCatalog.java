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
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The bulk queries over {@code pg_catalog} (PostgreSQL documentation, chapter 53). */
final class PostgresCatalog {
  private static final String OF_A_PERSON =
      " n.nspname not in ('pg_catalog', 'information_schema')"
          + " and n.nspname !~ '^pg_(toast|temp_|toast_temp_)'";

  private final Connection connection;
  private final Map<Long, Draft> drafts = new LinkedHashMap<>();

  PostgresCatalog(Connection connection) {
    this.connection = connection;
  }

  private static final class Draft {
    private final RelationName name;
    private final RelationKind kind;
    private final Optional<String> definition;
    private final long rows;
    private final List<Column> columns = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<RelationName> parents = new ArrayList<>();
    private List<String> primaryKey = List.of();

    Draft(RelationName name, RelationKind kind, Optional<String> definition, long rows) {
      this.name = name;
      this.kind = kind;
      this.definition = definition;
      this.rows = rows;
    }

    Relation relation() {
      return new Relation(name, kind, columns, primaryKey, foreignKeys, definition, parents, rows);
    }
  }

  /** A row's reader. */
  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  CatalogSnapshot read() throws SQLException {
    execute("set transaction isolation level repeatable read, read only");
    List<String> path = new ArrayList<>();
    List<String> version = new ArrayList<>();
    each(
        "select current_schemas(false)::text[], current_setting('server_version')",
        row -> {
          path.addAll(strings(row, 1));
          version.add(row.getString(2));
        });
    // As in the sessions that statements run in, since constants of a view are written by them.
    execute(
        "select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true),"
            + " set_config('bytea_output', 'hex', true)");
    relations();
    columns();
    constraints();
    parents();
    return new CatalogSnapshot(
        Dialect.POSTGRESQL,
        version.getFirst(),
        path,
        drafts.values().stream().map(Draft::relation).toList(),
        new Definitions(routines(), operators(), enumTypes(), partitionKeys()));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void each(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(5_000);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  private static List<String> strings(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }

  private void relations() throws SQLException {
    each(
        """
        select c.oid, n.nspname, c.relname, c.relkind::text, c.reltuples::bigint,
               case when c.relkind in ('v', 'm')
                         and n.nspname not in ('pg_catalog', 'information_schema')
                    then pg_get_viewdef(c.oid) end
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'v', 'm', 'f')
           and n.nspname !~ '^pg_(toast|temp_|toast_temp_)'
         order by n.nspname, c.relname
        """,
        row -> {
          RelationName name = new RelationName(row.getString(2), row.getString(3));
          boolean system = SystemRelations.isSystemSchema(name.schema());
          if (system && !SystemRelations.mayBeNamed(name)) {
            return;
          }
          RelationKind kind = system ? RelationKind.SYSTEM : kind(row.getString(4));
          String definition = row.getString(6);
          drafts.put(
              row.getLong(1),
              new Draft(name, kind, Optional.ofNullable(definition), row.getLong(5)));
        });
  }

  static RelationKind kind(String relkind) {
    return switch (relkind) {
      case "r" -> RelationKind.TABLE;
      case "p" -> RelationKind.PARTITIONED_TABLE;
      case "v" -> RelationKind.VIEW;
      case "m" -> RelationKind.MATERIALIZED_VIEW;
      case "f" -> RelationKind.FOREIGN_TABLE;
      default -> throw new IllegalArgumentException("Unknown kind of relation: " + relkind);
    };
  }

  private void columns() throws SQLException {
    each(
        """
        select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end
          from pg_attribute a
          join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'v', 'm', 'f')
          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attnum > 0 and not a.attisdropped
         order by a.attrelid, a.attnum
        """,
        row -> {
          Draft draft = drafts.get(row.getLong(1));
          if (draft != null) {
            draft.columns.add(
                new Column(
                    row.getString(2),
                    draft.columns.size() + 1,
                    row.getString(3),
                    !row.getBoolean(4),
                    Optional.ofNullable(row.getString(5))));
          }
        });
  }

  private void constraints() throws SQLException {
    each(
        """
        select k.conrelid, k.contype::text, k.confrelid,
               array(select a.attname::text from unnest(k.conkey) with ordinality u(n, i)
                       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n
                      order by u.i),
               array(select a.attname::text from unnest(k.confkey) with ordinality u(n, i)
                       join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n
                      order by u.i)
          from pg_constraint k
         where k.contype in ('p', 'f')
         order by k.conrelid, k.conname
        """,
        row -> {
          Draft draft = drafts.get(row.getLong(1));
          if (draft == null) {
            return;
          }
          if (row.getString(2).equals("p")) {
            draft.primaryKey = strings(row, 4);
            return;
          }
          Draft target = drafts.get(row.getLong(3));
          if (target != null) {
            draft.foreignKeys.add(new ForeignKey(strings(row, 4), target.name, strings(row, 5)));
          }
        });
  }

  private void parents() throws SQLException {
    each(
        "select inhrelid, inhparent from pg_inherits order by inhrelid, inhseqno",
        row -> {
          Draft child = drafts.get(row.getLong(1));
          Draft parent = drafts.get(row.getLong(2));
          if (child != null && parent != null) {
            child.parents.add(parent.name);
          }
        });
  }

  /** Empty where an expression takes part. */
  private Map<RelationName, Set<String>> partitionKeys() throws SQLException {
    Map<RelationName, Set<String>> keys = new HashMap<>();
    each(
        """
        select p.partrelid, p.partexprs is not null,
               array(select a.attname::text from pg_attribute a
                      where a.attrelid = p.partrelid and a.attnum = any (p.partattrs))
          from pg_partitioned_table p
        """,
        row -> {
          Draft draft = drafts.get(row.getLong(1));
          if (draft != null) {
            keys.put(draft.name, row.getBoolean(2) ? Set.of() : Set.copyOf(strings(row, 3)));
          }
        });
    return keys;
  }

  private List<Routine> routines() throws SQLException {
    Map<String, Routine.Volatility> volatility = new HashMap<>();
    volatility.put("i", Routine.Volatility.IMMUTABLE);
    volatility.put("s", Routine.Volatility.STABLE);
    List<Routine> routines = new ArrayList<>();
    each(
        """
        select n.nspname, p.proname, p.provolatile::text, p.prosecdef,
               exists (select 1 from pg_depend d
                        where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                          and d.deptype = 'e')
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where
        """
            + OF_A_PERSON
            + " order by 1, 2, p.oid",
        row ->
            routines.add(
                new Routine(
                    new RelationName(row.getString(1), row.getString(2)),
                    volatility.getOrDefault(row.getString(3), Routine.Volatility.VOLATILE),
                    row.getBoolean(4),
                    row.getBoolean(5))));
    return routines;
  }

  private Set<String> operators() throws SQLException {
    Set<String> operators = new HashSet<>();
    each(
        """
        select distinct o.oprname
          from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
         where not exists (select 1 from pg_depend d
                            where d.classid = 'pg_operator'::regclass and d.objid = o.oid
                              and d.deptype = 'e')
           and
        """
            + OF_A_PERSON,
        row -> operators.add(row.getString(1)));
    return operators;
  }

  private Set<RelationName> enumTypes() throws SQLException {
    Set<RelationName> types = new HashSet<>();
    each(
        "select n.nspname, t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace"
            + " where t.typtype = 'e' and"
            + OF_A_PERSON,
        row -> types.add(new RelationName(row.getString(1), row.getString(2))));
    return types;
  }
}

package dev.gatehouse.core.execution.jdbc.catalog;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A few relations of PostgreSQL as they are now, read within a transaction that goes on: the
 * statement that runs in it holds locks on them (PostgreSQL documentation, 13.3.1: ACCESS SHARE
 * conflicts with every change of a definition), so that they are what it read.
 */
public final class PresentRelations {
  private static final String QUERY =
      """
      select n.nspname, c.relname, c.relkind::text,
             case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
             array(select a.attname::text from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    order by a.attnum),
             array(select format_type(a.atttypid, a.atttypmod) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    order by a.attnum),
             array(select case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end
                     from pg_attribute a
                     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    order by a.attnum),
             array(select p.relname::text from pg_inherits i join pg_class p on p.oid = i.inhparent
                    where i.inhrelid = c.oid order by i.inhseqno),
             array(select pn.nspname::text from pg_inherits i
                     join pg_class p on p.oid = i.inhparent
                     join pg_namespace pn on pn.oid = p.relnamespace
                    where i.inhrelid = c.oid order by i.inhseqno)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'f')
         and n.nspname !~ '^pg_(toast|temp_|toast_temp_)'
         and (n.nspname = any (?) and c.relname = any (?)
              or c.oid in (select i.inhrelid from pg_inherits i
                             join pg_class p on p.oid = i.inhparent
                             join pg_namespace pn on pn.oid = p.relnamespace
                            where pn.nspname = any (?) and p.relname = any (?)))
      """;

  private PresentRelations() {}

  /**
   * Every relation of one of these names in one of these schemas, and their children; without keys
   * and estimates.
   *
   * @throws SQLException where the server refuses
   */
  public static List<Relation> read(Connection connection, Set<String> schemas, Set<String> names)
      throws SQLException {
    List<Relation> relations = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      Array inSchemas = connection.createArrayOf("text", schemas.toArray());
      Array named = connection.createArrayOf("text", names.toArray());
      statement.setArray(1, inSchemas);
      statement.setArray(2, named);
      statement.setArray(3, inSchemas);
      statement.setArray(4, named);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          relations.add(relation(rows));
        }
      }
    }
    return relations;
  }

  private static Relation relation(ResultSet row) throws SQLException {
    List<String> names = strings(row, 5);
    List<String> types = strings(row, 6);
    List<String> generated = strings(row, 7);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(
          new Column(
              names.get(i), i + 1, types.get(i), true, Optional.ofNullable(generated.get(i))));
    }
    List<String> parents = strings(row, 8);
    List<String> schemas = strings(row, 9);
    List<RelationName> inherits = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      inherits.add(new RelationName(schemas.get(i), parents.get(i)));
    }
    return new Relation(
        new RelationName(row.getString(1), row.getString(2)),
        PostgresCatalog.kind(row.getString(3)),
        columns,
        List.of(),
        List.of(),
        Optional.ofNullable(row.getString(4)),
        inherits,
        -1);
  }

  private static List<String> strings(ResultSet row, int column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}

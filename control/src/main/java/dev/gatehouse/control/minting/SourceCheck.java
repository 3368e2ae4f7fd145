package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.control.minting.SourceFinding.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a data source, as the minting account, what that account lacks and what stands open to
 * everybody (docs/operators.md). It changes nothing. Thread-safe.
 */
public final class SourceCheck {
  private static final String ACCOUNT =
      "SELECT rolsuper, rolcreaterole, pg_catalog.pg_has_role('pg_signal_backend', 'USAGE'),"
          + " pg_catalog.has_database_privilege(pg_catalog.current_database(),"
          + " 'CONNECT WITH GRANT OPTION') FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER";

  private static final String USER_SCHEMAS =
      " n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ";

  private static final String SCHEMAS =
      "SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE"
          + USER_SCHEMAS
          + "AND NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE WITH GRANT OPTION')"
          + " AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid"
          + " AND c.relkind IN ('r', 'p', 'v', 'm', 'f')) ORDER BY 1";

  private static final String RELATIONS =
      "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
          + " ON n.oid = c.relnamespace WHERE"
          + USER_SCHEMAS
          + "AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
          + " AND pg_catalog.has_schema_privilege(n.oid, 'USAGE WITH GRANT OPTION')"
          + " AND NOT pg_catalog.has_table_privilege(c.oid, 'SELECT WITH GRANT OPTION')"
          + " ORDER BY 1, 2";

  private static final String SEQUENCES =
      "SELECT n.nspname, s.relname FROM pg_catalog.pg_depend d"
          + " JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace"
          + " JOIN pg_catalog.pg_class t ON t.oid = d.refobjid"
          + " WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'a'"
          + " AND pg_catalog.has_table_privilege(t.oid, 'INSERT WITH GRANT OPTION')"
          // The server may test conditions in any order, and the last one fails for other kinds.
          + " AND CASE WHEN s.relkind = 'S' THEN"
          + " NOT pg_catalog.has_sequence_privilege(s.oid, 'USAGE WITH GRANT OPTION') END"
          + " ORDER BY 1, 2";

  /** PUBLIC is grantee 0; an empty list of privileges means the built-in ones (aclitem). */
  private static final String TEMPORARY =
      "SELECT datname FROM pg_catalog.pg_database d WHERE datname = pg_catalog.current_database()"
          + " AND EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(d.datacl,"
          + " pg_catalog.acldefault('d', d.datdba))) a WHERE a.grantee = 0"
          + " AND a.privilege_type = 'TEMPORARY')";

  private static final String STATISTICS =
      "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
          + " ON n.oid = c.relnamespace WHERE n.nspname = 'pg_catalog'"
          + " AND c.relname IN ('pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs')"
          + " AND EXISTS (SELECT FROM pg_catalog.aclexplode(c.relacl) a WHERE a.grantee = 0"
          + " AND a.privilege_type = 'SELECT') ORDER BY 1";

  private static final String OWNER_RIGHTS =
      "SELECT p.oid::regprocedure::text FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n"
          + " ON n.oid = p.pronamespace WHERE"
          + USER_SCHEMAS
          + "AND p.prosecdef AND EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(p.proacl,"
          + " pg_catalog.acldefault('f', p.proowner))) a WHERE a.grantee = 0) ORDER BY 1";

  /**
   * Everything found, what is missing first; empty where nothing is.
   *
   * @throws MintingException where the source does not answer, or is not of a kind that is checked
   */
  public List<SourceFinding> check(SourceConfig source) throws MintingException {
    switch (source.id().dialect()) {
      case POSTGRESQL -> {}
      case MARIADB, MYSQL ->
          throw MintingException.because(
              "The source "
                  + source.id().name()
                  + " is no PostgreSQL, whose accounts alone are checked so far; docs/operators.md"
                  + " lists what its minting account needs.");
    }
    try (Connection connection = SourceConnections.open(source)) {
      List<SourceFinding> findings = new ArrayList<>();
      account(connection, source, findings);
      reach(connection, source, findings);
      open(connection, findings);
      return findings;
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "describe its privileges", e);
    }
  }

  private static void account(
      Connection connection, SourceConfig source, List<SourceFinding> findings)
      throws SQLException {
    String user = Sql.name(source.minterUser());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ACCOUNT)) {
      row.next();
      if (row.getBoolean(1)) {
        findings.add(
            new SourceFinding(
                Kind.OPEN_TO_ALL,
                "The minting account is a superuser, which it need not be.",
                "ALTER ROLE " + user + " NOSUPERUSER"));
      }
      missing(
          row.getBoolean(2),
          findings,
          "CREATEROLE is missing, so that no role can be made.",
          "ALTER ROLE " + user + " CREATEROLE");
      missing(
          row.getBoolean(3),
          findings,
          "Membership of pg_signal_backend is missing, so that sessions cannot be ended.",
          "GRANT pg_signal_backend TO " + user);
      missing(
          row.getBoolean(4),
          findings,
          "CONNECT WITH GRANT OPTION on the database is missing, so that no role can be let in.",
          "GRANT CONNECT ON DATABASE "
              + Sql.name(source.id().database())
              + " TO "
              + user
              + " WITH GRANT OPTION");
    }
  }

  private static void missing(
      boolean held, List<SourceFinding> findings, String sentence, String remedy) {
    if (!held) {
      findings.add(new SourceFinding(Kind.MISSING, sentence, remedy));
    }
  }

  private static void reach(
      Connection connection, SourceConfig source, List<SourceFinding> findings)
      throws SQLException {
    String to = " TO " + Sql.name(source.minterUser()) + " WITH GRANT OPTION";
    for (List<String> schema : rows(connection, SCHEMAS)) {
      String name = Sql.name(schema.getFirst());
      findings.add(
          new SourceFinding(
              Kind.OUT_OF_REACH,
              "USAGE WITH GRANT OPTION on the schema " + name + " is missing.",
              "GRANT USAGE ON SCHEMA " + name + to));
    }
    for (List<String> relation : rows(connection, RELATIONS)) {
      String name = Sql.name(relation.getFirst(), relation.getLast());
      findings.add(
          new SourceFinding(
              Kind.OUT_OF_REACH,
              "SELECT WITH GRANT OPTION on " + name + " is missing.",
              "GRANT SELECT ON " + name + to));
    }
    for (List<String> sequence : rows(connection, SEQUENCES)) {
      String name = Sql.name(sequence.getFirst(), sequence.getLast());
      findings.add(
          new SourceFinding(
              Kind.MISSING,
              "USAGE WITH GRANT OPTION on the sequence "
                  + name
                  + " is missing, so that a grant to insert into its table fails.",
              "GRANT USAGE ON SEQUENCE " + name + to));
    }
  }

  private static void open(Connection connection, List<SourceFinding> findings)
      throws SQLException {
    for (List<String> database : rows(connection, TEMPORARY)) {
      findings.add(
          new SourceFinding(
              Kind.OPEN_TO_ALL,
              "Everybody may make temporary tables, into which values can be copied.",
              "REVOKE TEMPORARY ON DATABASE " + Sql.name(database.getFirst()) + " FROM PUBLIC"));
    }
    for (List<String> view : rows(connection, STATISTICS)) {
      findings.add(
          new SourceFinding(
              Kind.OPEN_TO_ALL,
              "Everybody may read pg_catalog." + view.getFirst() + ", which shows stored values.",
              "REVOKE SELECT ON pg_catalog." + view.getFirst() + " FROM PUBLIC"));
    }
    for (List<String> routine : rows(connection, OWNER_RIGHTS)) {
      findings.add(
          new SourceFinding(
              Kind.OPEN_TO_ALL,
              "Everybody may run " + routine.getFirst() + " with its owner's rights.",
              "REVOKE EXECUTE ON ROUTINE " + routine.getFirst() + " FROM PUBLIC"));
    }
  }

  private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> found = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        found.add(row);
      }
      return found;
    }
  }
}

package dev.gatehouse.core.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Definitions, run as a service with an owner's rights runs them: what changes a schema honestly
 * leaves the schema that the bare database leaves, and what would carry a masked value elsewhere,
 * tell of one, or cut it off from its mask changes nothing.
 */
class SchemaChangesSuiteTest {
  private static final String POLICY =
      """
      version: 1
      tags:
        - { columns: "%1$s.%2$s.ssn", tag: pii.ssn }
        - { columns: "%1$s.%2$s.salary", tag: hr.salary }
      masks:
        - { tag: pii.ssn, mask: show_last_4 }
        - { tag: hr.salary, mask: round }
      rules:
        - id: everything
          effect: allow
          who: { groups: [analysts] }
          what: { relations: ["%1$s.*"], actions: [read, insert, update, delete, ddl] }
          reason: The laboratory is open.
      """;

  /** Everything that a definition could change, as the server itself writes it. */
  private static final String SHAPE =
      """
      select 'relation ' || c.relname || ' ' || c.relkind::text || ' ' || c.relpersistence::text
             || ' ' || coalesce(array_to_string(c.reloptions, ','), '')
             || ' ' || coalesce(pg_get_expr(c.relpartbound, c.oid), '')
             || ' ' || coalesce(obj_description(c.oid, 'pg_class'), '')
        from pg_class c where c.relnamespace = '%1$s'::regnamespace
      union all
      select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
             || ' ' || a.attnotnull || ' ' || a.attidentity::text || ' ' || a.attgenerated::text
             || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
             || ' ' || coalesce(col_description(c.oid, a.attnum), '')
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where c.relnamespace = '%1$s'::regnamespace and a.attnum > 0 and not a.attisdropped
      union all
      select 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
        from pg_constraint k where k.connamespace = '%1$s'::regnamespace
      union all
      select 'index ' || indexdef from pg_indexes where schemaname = '%1$s'
      union all
      select 'view ' || c.relname || ' ' || pg_get_viewdef(c.oid)
        from pg_class c where c.relkind in ('v', 'm') and c.relnamespace = '%1$s'::regnamespace
      union all
      select 'label ' || t.typname || ' ' || e.enumlabel
        from pg_enum e join pg_type t on t.oid = e.enumtypid
       where t.typnamespace = '%1$s'::regnamespace
      union all
      select 'type ' || t.typname from pg_type t where t.typnamespace = '%1$s'::regnamespace
      union all
      select 'sequence ' || s.sequencename || ' ' || s.increment_by || ' ' || s.start_value
             || ' ' || s.cycle from pg_sequences s where s.schemaname = '%1$s'
      union all
      select 'schema ' || nspname from pg_namespace where nspname !~ '^pg_'
      order by 1
      """;

  @Test
  void honestDefinitionsLeaveTheSchemaThatTheBareDatabaseLeaves() throws Exception {
    String setup = Corpus.text("/honest/postgresql-lab.sql");
    PostgresLabServer server = new PostgresLabServer("sales");
    Lab lab = new Lab(server, "sales", POLICY.formatted("sales", "customers"), setup);
    EphemeralPostgres.Database bare = EphemeralPostgres.shared().newDatabase();
    bare.execute(setup);
    List<String> stopped = new ArrayList<>();
    List<Corpus.Case> cases = Corpus.read("/honest/postgresql-ddl.txt");
    try (GovernedSession session = asOwner(server, lab);
        Connection raw = bare.connect();
        Statement statement = raw.createStatement()) {
      statement.execute("set search_path = sales; set timezone = 'UTC'");
      for (Corpus.Case honest : cases) {
        Answers answers = Answers.of(session, honest.sql(), asked -> true);
        if (!answers.ran()) {
          stopped.add(honest + " => " + answers.effect() + ": " + answers.said());
        }
        statement.execute(honest.sql());
      }
    }
    System.out.println("Definitions: " + cases.size() + ", stopped: " + stopped.size());
    assertThat(stopped).isEmpty();
    assertThat(shape(server.database(), "sales")).isEqualTo(shape(bare, "sales"));
  }

  @Test
  void definitionsThatLaunderTellOrHideChangeNothing() throws Exception {
    Secrets secrets = new Secrets(Dialect.POSTGRESQL);
    PostgresLabServer server = new PostgresLabServer("lab");
    server.execute(Corpus.text("/attacks/postgresql-lab.sql"));
    server.execute(secrets.inserts());
    Lab lab =
        new Lab(
            server,
            "lab",
            POLICY.formatted("lab", "*"),
            Corpus.text("/attacks/postgresql-ddl-lab.sql"));
    List<String> broken = new ArrayList<>();
    try (GovernedSession session = asOwner(server, lab)) {
      List<String> before = shape(server.database(), "lab");
      for (Corpus.Case attack : Corpus.read("/attacks/postgresql-ddl.txt")) {
        Answers answers = Answers.of(session, attack.sql(), asked -> true);
        secrets.found(answers).ifPresent(what -> broken.add(attack + " => shows " + what));
        if (!List.of("refused", "denied").contains(answers.effect())) {
          broken.add(attack + " => " + answers.effect() + " " + answers.said());
        }
      }
      assertThat(shape(server.database(), "lab")).isEqualTo(before);
    }
    assertThat(broken).isEmpty();
  }

  private static GovernedSession asOwner(PostgresLabServer server, Lab lab) throws Exception {
    String owner = "owner_" + Lab.random();
    String password = Lab.random();
    server.own(owner, password);
    return lab.openAsOwner(owner, password);
  }

  private static List<String> shape(EphemeralPostgres.Database database, String schema)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = " + schema);
      try (ResultSet rows = statement.executeQuery(SHAPE.formatted(schema))) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }
}

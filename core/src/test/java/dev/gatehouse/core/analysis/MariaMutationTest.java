package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.testkit.EphemeralMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real server as the oracle: where changing the values of one column changes what a statement
 * shows, the analysis must have named that column; and where the column is used for nothing else,
 * only the outputs change that are made of it.
 */
@Tag("mariadb")
class MariaMutationTest {
  private static final int QUERIES = Integer.getInteger("gatehouse.maria.queries", 1_500);
  private static final long SEED = Long.getLong("gatehouse.maria.seed", 11);

  /** What decides which rows views have is their owner's. */
  private static final Set<ColumnRef> HIDDEN_BY_VIEWS =
      Set.of(
          ColumnRef.of("shop", "users", "salary"),
          ColumnRef.of("shop", "users", "id"),
          ColumnRef.of("shop", "orders", "user_id"));

  /** One relation in order: of several, rows that are equal in it come as the server likes. */
  private static final Pattern ORDERED =
      Pattern.compile("^select [^()]* from [a-z.]+( [a-zA-Z]+)? [^(]*order by [^()]*$");

  private static EphemeralMariaDb server;
  private static Connection connection;

  /** What the server showed, or nothing where it refused. */
  private record Shown(List<List<String>> rows, boolean ordered) {
    Set<Integer> changedColumns(Shown other) {
      Set<Integer> changed = new java.util.HashSet<>();
      int width = rows.isEmpty() ? 0 : rows.getFirst().size();
      for (int i = 0; i < width; i++) {
        int column = i;
        if (!values(column).equals(other.values(column))) {
          changed.add(column);
        }
      }
      return changed;
    }

    private List<String> values(int column) {
      return rows.stream().map(row -> row.get(column)).sorted().toList();
    }

    boolean differs(Shown other) {
      return !comparable().equals(other.comparable());
    }

    private List<String> comparable() {
      List<String> lines = rows.stream().map(row -> String.join("|", row)).toList();
      return ordered ? lines : lines.stream().sorted().toList();
    }
  }

  /** The server ended over a statement, which is a fault of its own. */
  private static final class Crashed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private record Case(String sql, String sent, Facts facts, Shown before) {}

  @BeforeAll
  static void start() throws Exception {
    server = EphemeralMariaDb.start();
    connection = server.connect();
    for (String statement : MariaSchema.statements()) {
      execute(statement);
    }
    execute("use shop");
    execute("set sql_mode = 'STRICT_TRANS_TABLES'");
    execute(
        "insert into users (id, name, ssn, salary, tags, doc, created) values (1, 'a', '111', 10,"
            + " 'x', '{}', '2020-01-01'), (2, 'a2', '222', 20, null, '{}', '2021-01-01'), (3, 'b',"
            + " '111', 15, 'y', null, null), (5, '5', null, 5, 'x', '1', '2022-02-02')");
    execute(
        "insert into orders values (1, 1, 5, '2020-01-01', 'a'), (2, 1, 10, '2020-01-02', 'x'), (3,"
            + " 2, 5, null, 'a2')");
    execute("insert into pub values (1, 'a', 'x'), (2, '111', 'b'), (7, 'x', null)");
    execute("insert into other.pub values (1, 'a'), (2, 'w')");
    execute("insert into People values (1, '555'), (2, '666')");
    execute("insert into codes values ('a', 1), ('5', 2)");
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    server.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private static Optional<Shown> run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet result = statement.executeQuery(sql)) {
        int width = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            row.add(String.valueOf(result.getString(i)));
          }
          rows.add(row);
        }
        return Optional.of(new Shown(rows, ORDERED.matcher(sql).find()));
      }
    } catch (SQLException refused) {
      if (refused instanceof SQLNonTransientConnectionException) {
        throw new Crashed();
      }
      return Optional.empty();
    }
  }

  @Test
  void noOutputChangesWithAColumnThatTheAnalysisDidNotName() throws SQLException {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThan(QUERIES / 20);
    Map<String, String> unsound = new LinkedHashMap<>();
    for (Relation relation : MariaSchema.RELATIONS) {
      if (relation.kind() == RelationKind.TABLE) {
        for (Column column : relation.columns()) {
          if (column.generatedFrom().isEmpty()) {
            for (String value : mutations(relation, column)) {
              check(relation, column, value, cases, unsound);
            }
          }
        }
      }
    }
    assertThat(unsound.entrySet()).isEmpty();
  }

  @Test
  void theTextThatIsSentGivesTheSameRowsUnderTheNamesThatTheAnalysisSays() throws SQLException {
    Map<String, String> otherwise = new LinkedHashMap<>();
    for (Case one : cases()) {
      if (run(one.sent()).filter(rows -> !rows.differs(one.before())).isEmpty()) {
        otherwise.put(one.sql(), "other rows: " + one.sent());
      }
      List<String> names = names(one.sent());
      for (int i = 0; i < names.size(); i++) {
        String said = one.facts().outputs().get(i).name();
        if (!said.equals(OutputNames.NAMELESS) && !said.equalsIgnoreCase(names.get(i))) {
          otherwise.put(one.sql(), said + " is " + names.get(i));
        }
      }
    }
    assertThat(otherwise.entrySet()).isEmpty();
  }

  private static List<String> names(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        names.add(result.getMetaData().getColumnLabel(i));
      }
      return names;
    }
  }

  private static void check(
      Relation relation, Column column, String value, List<Case> cases, Map<String, String> unsound)
      throws SQLException {
    ColumnRef mutated = new ColumnRef(relation.name(), column.name());
    String table = MariaSchema.name(relation);
    Map<Case, String> suspects = new LinkedHashMap<>();
    mutate(table, column, value);
    for (Case one : List.copyOf(cases)) {
      Optional<Shown> after;
      try {
        after = run(one.sent());
      } catch (Crashed crashed) {
        cases.remove(one);
        restart();
        mutate(table, column, value);
        continue;
      }
      if (after.isEmpty() && !isUsed(one, mutated)) {
        suspects.put(one, "the server fails; " + outputs(one));
      } else if (after.isPresent() && after.get().differs(one.before())) {
        explain(one, after.get(), mutated).ifPresent(why -> suspects.put(one, why));
      }
    }
    execute("delete from " + table);
    String stored =
        relation.columns().stream()
            .filter(c -> c.generatedFrom().isEmpty())
            .map(c -> "`" + c.name() + "`")
            .collect(Collectors.joining(", "));
    execute("insert into " + table + " (" + stored + ") select " + stored + " from other.saved");
    execute("drop table other.saved");
    // What shows something else the next time is no witness.
    suspects.forEach(
        (one, why) -> {
          if (run(one.sent()).filter(again -> !again.differs(one.before())).isPresent()) {
            unsound.putIfAbsent(one.sql(), mutated + ": " + why);
          } else {
            cases.remove(one);
          }
        });
  }

  /** Whether its values decide something besides what is shown. */
  private static boolean isUsed(Case one, ColumnRef column) {
    return one.facts().uses().stream()
        .anyMatch(
            use ->
                use.column().equals(column)
                    && !use.kind().isOfWriting()
                    && use.kind() != ColumnUse.Kind.REFERENCE);
  }

  private static String outputs(Case one) {
    return dev.gatehouse.core.analysis.Shown.outputs(one.facts());
  }

  private static void mutate(String table, Column column, String value) throws SQLException {
    execute("create table other.saved as select * from " + table);
    String order = value.contains("+ 100") ? " order by `" + column.name() + "` desc" : "";
    execute("update " + table + " set `" + column.name() + "` = " + value + order);
  }

  private static void restart() {
    try {
      server.close();
      start();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** What is wrong with the facts of a statement that showed other rows. */
  private static Optional<String> explain(Case one, Shown after, ColumnRef mutated) {
    boolean used = isUsed(one, mutated);
    boolean ofView =
        HIDDEN_BY_VIEWS.contains(mutated)
            && one.facts().reads().stream()
                .anyMatch(r -> r.name().endsWith("view") || r.name().equals("active_users"));
    boolean shown =
        one.facts().outputs().stream()
            .anyMatch(output -> output.lineage().sources().contains(mutated));
    if (ofView) {
      return Optional.empty();
    }
    if (!used && !shown) {
      return Optional.of("not named; " + outputs(one));
    }
    if (!used) {
      for (int position : one.before().changedColumns(after)) {
        if (!one.facts().outputs().get(position).lineage().sources().contains(mutated)) {
          return Optional.of("output " + position + " changed; " + outputs(one));
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> mutations(Relation relation, Column column) {
    boolean key = relation.primaryKey().contains(column.name());
    String name = "`" + column.name() + "`";
    if (column.type().startsWith("int") || column.type().startsWith("decimal")) {
      return key
          ? List.of(name + " + 100")
          : List.of(name + " * 7 + 3", "5", "null", extreme(column), "-" + extreme(column));
    }
    if (column.type().startsWith("date")) {
      return List.of(name + " + interval 3 year", "null");
    }
    return key
        ? List.of("concat(" + name + ", 'm')")
        : List.of(
            "concat('m', " + name + ")", "'x'", "null", "'['", "'{\"a\":'", "repeat('9', 10)");
  }

  private static String extreme(Column column) {
    return column.type().startsWith("int") ? "2147483647" : "99999999.99";
  }

  /** Calls of every routine that is said not to fail, whatever the values. */
  private static List<String> calls() {
    List<String> calls = new ArrayList<>();
    for (String name : TotalRoutines.MYSQL.names()) {
      for (String arguments :
          List.of(
              "ssn", "salary", "created", "ssn, 2", "salary, 1", "ssn, salary", "ssn, 'a', 'b'")) {
        calls.add("select %s(%s) from users".formatted(name, arguments));
      }
    }
    for (String expression :
        List.of(
            "salary > ssn",
            "ssn = 5",
            "not ssn",
            "ssn in (1, 'a')",
            "salary between ssn and 5",
            "case ssn when 1 then 2 end",
            "cast(ssn as char(2))",
            "ssn is true",
            "ssn xor 1",
            "ssn like 'a%'",
            "ssn collate utf8mb4_bin",
            "trim(both 'x' from ssn)",
            "extract(year from ssn)",
            "extract(day from created)")) {
      calls.add("select " + expression + " from users");
    }
    return calls;
  }

  /** Statements that both the analysis and the server understand. */
  private static List<Case> cases() {
    StatementAnalyzer analyzer = Analyzers.forDialect(Dialect.MARIADB);
    List<String> texts = new ArrayList<>(MariaLineageTest.statements());
    texts.addAll(calls());
    MariaQueries queries = new MariaQueries(new Random(SEED));
    for (int i = 0; i < QUERIES; i++) {
      texts.add(queries.query());
    }
    List<Case> cases = new ArrayList<>();
    for (String text : texts) {
      if (text.startsWith("select") || text.startsWith("with")) {
        Optional<Shown> before;
        try {
          before = run(text);
        } catch (Crashed crashed) {
          restart();
          continue;
        }
        AnalysisResult result =
            before.isEmpty()
                ? new AnalysisResult.Refused(
                    dev.gatehouse.core.sql.Refusal.of(
                        dev.gatehouse.core.sql.RefusalCode.INTERNAL, "server", "refused"))
                : analyzer.analyze(text, MariaSchema.snapshot());
        if (result instanceof AnalysisResult.Understood understood) {
          cases.add(
              new Case(text, understood.statement().text(), understood.facts(), before.get()));
        }
      }
    }
    return cases;
  }
}

package dev.gatehouse.core.sql;

import static dev.gatehouse.core.sql.GateTables.admitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether the text that is sent means to a real server what the person wrote. */
class GateServerTest {
  private static final int LITERALS = 600;
  private static final int MUTATIONS = 20_000;

  private static Connection server;
  private final Gate gate = Gate.of(Dialect.POSTGRESQL);

  @BeforeAll
  static void start() throws SQLException {
    server = EphemeralPostgres.shared().newDatabase().connect();
    run(StatementFiles.resource("/honest/postgresql-lab.sql"));
    run("set search_path = sales, public");
  }

  @AfterAll
  static void stop() throws SQLException {
    server.close();
  }

  @Test
  void everyStringKeepsItsValue() throws SQLException {
    RandomGenerator random = new Random(4);
    int compared = 0;
    for (int round = 0; round < LITERALS; round++) {
      String text = "select " + literal(random) + " as v";
      if (gate.admit(text) instanceof GateResult.Admitted(GatedStatement statement)) {
        assertThat(value(statement.text())).as(text).isEqualTo(value(text));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(LITERALS / 2);
  }

  @Test
  void theLikeEscapeThatIsLeftOutIsTheDefault() throws SQLException {
    for (String pattern : List.of("a\\_b", "a\\%", "%\\\\\\\\%")) {
      String text =
          "select x from (values ('a_b'), ('aXb'), ('a%%'), ('a\\ \\b')) v(x) where x like '%s' escape '\\'"
              .formatted(pattern);

      assertThat(rows(admitted(gate, text).text())).isEqualTo(rows(text));
    }
  }

  @Test
  void honestQueriesMeanTheSame() {
    int compared = 0;
    for (String text : StatementFiles.honest()) {
      Optional<String> meaning = meaning(text);
      if (meaning.isPresent()) {
        assertThat(meaning(admitted(gate, text).text())).as(text).isEqualTo(meaning);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void mutatedQueriesAreRefusedOrMeanTheSame() {
    RandomGenerator random = new Random(7);
    SqlMutations mutations = new SqlMutations(random);
    List<String> seeds = StatementFiles.honest();
    Map<String, Integer> seen = new HashMap<>();
    for (int round = 0; round < MUTATIONS; round++) {
      String text = mutations.change(seeds.get(random.nextInt(seeds.size())));
      if (gate.admit(text) instanceof GateResult.Admitted(GatedStatement statement)
          && !statement.text().equals(text)) {
        Optional<String> meaning = meaning(withoutSemicolon(text));
        assertThat(meaning(statement.text())).as(text).isEqualTo(meaning);
        seen.merge(meaning.isPresent() ? "understood" : "not understood", 1, Integer::sum);
      }
    }
    assertThat(seen.get("understood")).isGreaterThan(300);
  }

  /** What the server makes of a query, written back by itself; empty where it refuses it. */
  private static Optional<String> meaning(String query) {
    try (Statement statement = server.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("begin");
      try {
        statement.execute("create temporary view meaning as " + query);
        try (ResultSet rows =
            statement.executeQuery("select pg_get_viewdef('meaning'::regclass)")) {
          rows.next();
          return Optional.of(rows.getString(1));
        }
      } catch (SQLException e) {
        return Optional.empty();
      } finally {
        statement.execute("rollback");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A view's text takes none; the gate drops it. */
  private static String withoutSemicolon(String text) {
    List<TextRange> statements = StatementSplitter.of(Dialect.POSTGRESQL).split(text);
    return statements.getFirst().of(text);
  }

  /** Strings in each of the server's forms, from pieces that forms treat differently. */
  private static String literal(RandomGenerator random) {
    List<String> plain =
        List.of("a", "''", "\\", "\n", "\t", "é", "😀", "$", "$$", "--", "/*", "?");
    List<String> escapes =
        List.of(
            "\\n",
            "\\t",
            "\\r",
            "\\\\",
            "\\'",
            "\\x41",
            "\\x4g",
            "\\102",
            "\\7x",
            "\\11",
            "\\u00e9",
            "\\u0041",
            "\\U0001F600",
            "\\uD83D\\uDE00",
            "\\q",
            "\\\n",
            "\\é",
            "\\xzz",
            "\\x9",
            "\\8");
    List<String> pieces = new ArrayList<>(plain);
    int form = random.nextInt(4);
    if (form == 1) {
      pieces.remove("\\");
      pieces.addAll(escapes);
    }
    if (form >= 2) {
      pieces.removeAll(List.of("$", "$$"));
      pieces.add("'");
    }
    StringBuilder body = new StringBuilder();
    for (int count = random.nextInt(8); count > 0; count--) {
      body.append(pieces.get(random.nextInt(pieces.size())));
    }
    return switch (form) {
      case 0 -> "'" + body + "'";
      case 1 -> "E'" + body + "'";
      case 2 -> "$$" + body + "$$";
      default -> "$tag_1$" + body + "$ $$ $tag$" + "$tag_1$";
    };
  }

  private static String value(String query) throws SQLException {
    return rows(query).getFirst();
  }

  private static List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = server.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static void run(String script) throws SQLException {
    try (Statement statement = server.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(script);
    }
  }
}

package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reviewed list of routines, held against the server's own. */
class RoutineListTest {
  @Test
  void everyRoutineThatIsNoGrammarExistsOnTheServer() throws SQLException {
    Map<String, Boolean> server = server();

    assertThat(names("")).isNotEmpty().filteredOn(name -> !server.containsKey(name)).isEmpty();
    assertThat(names("# Part of the grammar")).isNotEmpty().noneMatch(server::containsKey);
  }

  @Test
  void noneIsVolatileUnlessTheListSaysWhyAndNoneRunsWithItsOwnersRights() throws SQLException {
    Map<String, Boolean> server = server();

    assertThat(names(""))
        .filteredOn(name -> BuiltinRoutines.postgresql().get(name) != RoutineKind.VOLATILE)
        .filteredOn(name -> server.getOrDefault(name, false))
        .isEmpty();
    assertThat(names("# Volatile")).isNotEmpty().allMatch(server::get);
  }

  @Test
  void whatIsCalledHarmlessForEveryValueIsOnTheList() {
    assertThat(TotalRoutines.POSTGRESQL.names()).isNotEmpty();
    assertThat(BuiltinRoutines.postgresql().keySet()).containsAll(TotalRoutines.POSTGRESQL.names());
  }

  /** Names of the built-in routines, and whether one of that name is volatile or its owner's. */
  private static Map<String, Boolean> server() throws SQLException {
    Map<String, Boolean> routines = new HashMap<>();
    try (Connection connection = TestCatalog.database().connect();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "select proname, bool_or(provolatile = 'v' or prosecdef) from pg_proc"
                        + " where pronamespace = 'pg_catalog'::regnamespace group by proname")) {
      while (rows.next()) {
        routines.put(rows.getString(1), rows.getBoolean(2));
      }
    }
    return routines;
  }

  /** The names below the comment that begins so; with none, those below no such comment. */
  private static Set<String> names(String comment) {
    Set<String> names = new HashSet<>();
    String above = "";
    for (String line : TestCatalog.resource("postgresql-routines.txt").lines().toList()) {
      if (line.startsWith("#")) {
        above = line;
      } else if (!line.isBlank()) {
        boolean special =
            above.startsWith("# Part of the grammar") || above.startsWith("# Volatile");
        if (comment.isEmpty() ? !special : above.startsWith(comment)) {
          names.addAll(List.of(line.substring(line.indexOf(':') + 1).strip().split(" +", -1)));
        }
      }
    }
    return names;
  }
}

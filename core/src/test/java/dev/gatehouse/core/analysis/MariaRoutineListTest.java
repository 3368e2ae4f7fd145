package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.testkit.EphemeralMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The reviewed list of MariaDB's routines, held against the server and against what it must not
 * hold.
 */
class MariaRoutineListTest {
  /** What keeps a state, waits, reads a file or shows a value in its error. */
  private static final Set<String> NEVER =
      Set.of(
          "benchmark",
          "sleep",
          "get_lock",
          "release_lock",
          "release_all_locks",
          "is_used_lock",
          "is_free_lock",
          "load_file",
          "last_insert_id",
          "found_rows",
          "row_count",
          "connection_id",
          "master_pos_wait",
          "master_gtid_wait",
          "nextval",
          "lastval",
          "setval",
          "uuid_short",
          "extractvalue",
          "updatexml",
          "name_const",
          "encrypt",
          "des_encrypt",
          "des_decrypt",
          "password",
          "column_get",
          "decode_histogram",
          "values",
          "default");

  @Test
  void nothingIsListedThatKeepsAStateWaitsOrReadsFiles() {
    assertThat(BuiltinRoutines.mariadb().keySet()).isNotEmpty().doesNotContainAnyElementsOf(NEVER);
    assertThat(BuiltinRoutines.mysql().keySet()).isNotEmpty().doesNotContainAnyElementsOf(NEVER);
  }

  @Test
  void whatIsCalledHarmlessForEveryValueIsOnAList() {
    Vocabulary all = MySqlVocabulary.of(Dialect.MYSQL);
    assertThat(TotalRoutines.MYSQL.names()).isNotEmpty();
    assertThat(all.routines().keySet()).containsAll(TotalRoutines.MYSQL.names());
  }

  @Test
  @Tag("mariadb")
  void everyRoutineIsOneOfTheServers() throws SQLException {
    List<String> unknown = new ArrayList<>();
    try (Connection connection = EphemeralMariaDb.shared().newDatabase().connect()) {
      for (String name : BuiltinRoutines.mariadb().keySet()) {
        if (!exists(connection, name)) {
          unknown.add(name);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  /** A name that the server does not know is looked for among the stored functions, error 1305. */
  private static boolean exists(Connection connection, String name) {
    for (String arguments : List.of("()", "(1)", "('a')", "(1, 2)", "(*)")) {
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.executeQuery("select " + name + arguments);
        return true;
      } catch (SQLException refused) {
        if (refused.getErrorCode() == 1305 || refused.getErrorCode() == 1630) {
          return false;
        }
      }
    }
    return true;
  }
}

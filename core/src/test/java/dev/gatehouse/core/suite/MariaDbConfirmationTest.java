package dev.gatehouse.core.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.pipeline.Confirmation;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a destructive statement would touch is measured on MariaDB before anybody is asked. */
@Tag("mariadb")
class MariaDbConfirmationTest {
  private final List<Confirmation> asked = new ArrayList<>();

  @Test
  void theRowsAreCountedFirstAndOnlyAYesTouchesThem() throws Exception {
    Secrets secrets = new Secrets(Dialect.MARIADB);
    List<String> setup = new ArrayList<>();
    setup.add(Corpus.text("/attacks/mariadb-lab.sql"));
    setup.addAll(List.of(secrets.inserts()));
    Lab lab =
        new Lab(
            new MariaDbLabServer("lab"), "lab", AttackSuite.POLICY, setup.toArray(String[]::new));
    try (GovernedSession session = lab.open()) {
      String delete = "delete from pub where id in (1, 2, 77)";
      assertThat(Answers.of(session, delete, this::no).effect()).isEqualTo("not_confirmed");
      assertThat(count(lab)).isEqualTo(3);

      assertThat(Answers.of(session, delete, this::yes).effect()).isEqualTo("written");
      assertThat(count(lab)).isEqualTo(1);
      assertThat(asked).extracting(Confirmation::measuredRows).containsOnly(OptionalLong.of(2));
    }
  }

  private boolean no(Confirmation question) {
    asked.add(question);
    return false;
  }

  private boolean yes(Confirmation question) {
    asked.add(question);
    return true;
  }

  private static int count(Lab lab) throws Exception {
    try (Connection connection = lab.server.connect();
        ResultSet rows =
            connection.createStatement().executeQuery("select count(*) from lab.pub")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}

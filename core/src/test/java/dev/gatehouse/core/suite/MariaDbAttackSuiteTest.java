package dev.gatehouse.core.suite;

import dev.gatehouse.core.catalog.Dialect;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

/** On MariaDB. */
@Tag("mariadb")
class MariaDbAttackSuiteTest extends AttackSuite {
  MariaDbAttackSuiteTest() {
    super("mariadb", new Secrets(Dialect.MARIADB));
  }

  @Override
  LabServer server() throws SQLException {
    return new MariaDbLabServer("lab");
  }
}

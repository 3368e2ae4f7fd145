package dev.gatehouse.core.suite;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

/** On MariaDB. */
@Tag("mariadb")
class MariaDbHonestSuiteTest extends HonestSuite {
  MariaDbHonestSuiteTest() {
    super("mariadb", "set time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES'");
  }

  @Override
  LabServer server() throws SQLException {
    return new MariaDbLabServer("sales");
  }
}

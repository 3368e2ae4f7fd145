package dev.gatehouse.core.suite;

import java.sql.SQLException;

/** On PostgreSQL. */
class HonestSuiteTest extends HonestSuite {
  HonestSuiteTest() {
    super("postgresql", "set search_path = sales; set timezone = 'UTC'");
  }

  @Override
  LabServer server() throws SQLException {
    return new PostgresLabServer("sales");
  }
}

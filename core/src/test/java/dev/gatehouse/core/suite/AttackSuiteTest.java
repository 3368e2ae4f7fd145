package dev.gatehouse.core.suite;

import dev.gatehouse.core.catalog.Dialect;
import java.sql.SQLException;

/** On PostgreSQL. */
class AttackSuiteTest extends AttackSuite {
  AttackSuiteTest() {
    super("postgresql", new Secrets(Dialect.POSTGRESQL));
  }

  @Override
  LabServer server() throws SQLException {
    return new PostgresLabServer("lab");
  }
}

package dev.gatehouse.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.control.config.DatabaseConfig;
import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.StartupException;
import dev.gatehouse.control.database.ControlDatabase;
import dev.gatehouse.postgres.EphemeralPostgres;
import dev.gatehouse.postgres.EphemeralPostgres.Database;
import dev.gatehouse.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlOwnerTest {
  private final Database database = EphemeralPostgres.shared().newDatabase();
  private final PostgresServer server = database.server();
  private final String user = "owner_of_" + database.name();

  @Test
  void theServiceMakesItsTablesAsAnOwnerWhoMayNothingElse() throws Exception {
    ControlOwner owner = ControlOwner.prepare(server, database.name(), user);
    open(owner.user(), owner.password());
    assertThat(owners()).containsOnly(user);
    assertThat(
            values(
                "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication"
                    + " FROM pg_roles WHERE rolname = '"
                    + user
                    + "'"))
        .containsExactly("f");
    assertThat(owner.toString()).doesNotContain(owner.password());
  }

  @Test
  void aDatabaseThatTheSuperuserMadeIsTakenOver() throws Exception {
    open(server.superuser(), server.password());
    assertThat(owners()).containsOnly(server.superuser()).hasSizeGreaterThan(20);

    ControlOwner owner = ControlOwner.prepare(server, database.name(), user);
    open(owner.user(), owner.password());
    assertThat(owners()).containsOnly(user);
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), owner.user(), owner.password());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE audit_alert ADD COLUMN later text");
      statement.execute("SELECT nextval(pg_get_serial_sequence('audit_alert', 'id'))");
    }
  }

  @Test
  void eachStartHasAPasswordOfItsOwn() throws Exception {
    ControlOwner first = ControlOwner.prepare(server, database.name(), user);
    ControlOwner second = ControlOwner.prepare(server, database.name(), user);
    assertThat(second.password()).isNotEqualTo(first.password()).hasSize(32);
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () -> DriverManager.getConnection(database.jdbcUrl(), user, first.password()).close())
        .matches(e -> "28P01".equals(e.getSQLState()));
  }

  private void open(String name, String password) throws StartupException {
    try (ControlDatabase opened =
        ControlDatabase.open(
            new DatabaseConfig(
                database.jdbcUrl(), name, Secret.of("the test's", () -> password)))) {
      assertThat(opened.answers()).isTrue();
    }
  }

  private List<String> owners() throws SQLException {
    return values(
        "SELECT relowner::regrole FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            + " UNION ALL SELECT proowner::regrole FROM pg_proc"
            + " WHERE pronamespace = 'public'::regnamespace");
  }

  private List<String> values(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }
}

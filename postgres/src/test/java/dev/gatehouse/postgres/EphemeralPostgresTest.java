package dev.gatehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;

class EphemeralPostgresTest {
  @Test
  void databasesAreFreshAndApart() throws Exception {
    EphemeralPostgres.Database one = EphemeralPostgres.shared().newDatabase();
    EphemeralPostgres.Database other = EphemeralPostgres.shared().newDatabase();
    one.execute("CREATE TABLE only_here (id int)");
    assertThat(tables(one)).isEqualTo(1);
    assertThat(tables(other)).isZero();
  }

  private static int tables(EphemeralPostgres.Database database) throws Exception {
    try (Connection connection = database.connect();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}

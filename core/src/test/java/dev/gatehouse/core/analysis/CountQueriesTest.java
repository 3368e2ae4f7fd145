package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a write would touch is counted by a query that the server takes. */
class CountQueriesTest {
  private static Facts facts(String statement) {
    AnalysisResult result =
        Analyzers.forDialect(Dialect.POSTGRESQL).analyze(statement, TestCatalog.snapshot());
    assertThat(result).as(statement).isInstanceOf(AnalysisResult.Understood.class);
    return ((AnalysisResult.Understood) result).facts();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from orders where id = 3",
        "update orders set status = 'x' where id between 1 and 99999999",
        "update orders set status = 'x' from users u where u.id = user_id",
        "insert into pub select * from pub on conflict (id) do update set label = 'owned'",
        "delete from orders o using users u where o.user_id = u.id and u.name = 'x'",
        "with v as (select id from users) update orders set status = 'x' where user_id in (select"
            + " id from v)",
        "insert into pub select id, status from orders",
        "insert into pub values (1, default), (2, 'x')",
        "truncate orders",
        "drop table pub"
      })
  void aWriteIsMeasuredByAQueryThatIsItselfUnderstoodAndRuns(String statement) throws SQLException {
    String count = facts(statement).writes().getFirst().countQuery().orElseThrow();
    assertThat(facts(count).kind()).isEqualTo(StatementKind.SELECT);
    assertThat(facts(count).writes()).isEmpty();
    try (Connection connection = TestCatalog.database().connect();
        ResultSet rows = connection.createStatement().executeQuery(count)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isGreaterThanOrEqualTo(0);
    }
  }
}

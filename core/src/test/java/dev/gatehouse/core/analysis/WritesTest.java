package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritesTest {
  private static final StatementAnalyzer ANALYZER = Analyzers.forDialect(Dialect.POSTGRESQL);

  private static Facts facts(String statement) {
    AnalysisResult result = ANALYZER.analyze(statement, TestCatalog.snapshot());
    assertThat(result).as(statement).isInstanceOf(AnalysisResult.Understood.class);
    return ((AnalysisResult.Understood) result).facts();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from orders",
        "delete from orders where true",
        "delete from orders where 1 = 1",
        "delete from orders where id = id",
        "delete from orders where id is not null",
        "delete from orders where id = 1 or 1 = 1",
        "delete from orders where id = 1 or id <> 1",
        "delete from orders where status is null or status is not null",
        "delete from orders where not (id = id)",
        "delete from orders where status like '%'",
        "delete from orders where exists (select 1 from users)",
        "delete from orders where id in (select id from orders)",
        "delete from orders using users u where u.id = 3",
        "update pub set label = 'x'",
        "update pub set label = 'x' from users u where u.id = 1",
        "with gone as (delete from orders returning *) select * from gone",
        "explain analyze delete from orders"
      })
  void aWriteThatNothingConstrainsIsDestructive(String statement) {
    assertThat(facts(statement).hazards()).contains(Hazard.UNCONSTRAINED_WRITE);
    assertThat(facts(statement).destructive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from orders where id = 3",
        "delete from orders where status is not null",
        "delete from orders where id = 3 and 1 = 1",
        "delete from orders where id between 3 and 4 or status = 'x'",
        "delete from orders where not status = 'x'",
        "delete from orders where user_id in (select id from users where name = 'x')",
        "delete from orders o using users u where o.user_id = u.id",
        "delete from orders o where exists (select 1 from users u where u.id = o.user_id)",
        "update pub set label = 'x' where id = 1",
      })
  void aWriteThatItsTargetConstrainsIsNot(String statement) {
    assertThat(facts(statement).hazards()).doesNotContain(Hazard.UNCONSTRAINED_WRITE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update orders set status = 'x' where id > 0",
        "update orders set status = 'x' where id between 1 and 99999999",
        "update orders set status = 'x' where length(status) >= 0",
        "update orders set status = 'x' where status = 'y'",
        "update orders set status = 'x' where id = 1 or id > 1",
        "update orders set status = 'x' where not id = 1",
        "update orders set status = 'x' where id not in (1)",
        "update orders set status = 'x' where id in (select id from pub)",
        "update orders set status = 'x' where id in (1, user_id)",
        "update orders set status = 'x' where id = 1::float8",
        "update orders set status = 'x' from users u where u.id = user_id",
        "update orders set status = 'x' from users u where u.id = 1 and user_id > 0",
        "update people set phone = 'x' where id = 1",
        "with u as (update orders set status = 'x' where id > 0 returning 1) select 1 from u",
        "insert into pub select * from pub on conflict (id) do update set label = 'owned'",
        "insert into pub (id) values (generate_series(1, 9)) on conflict (id) do update set label ="
            + " 'x'",
        "merge into pub using users u on u.id = pub.id when matched then update set label = 'x'",
        "merge into pub using users u on u.id = pub.id when matched then delete"
      })
  void aWriteThatMayChangeAnyNumberOfRowsIsDestructive(String statement) {
    assertThat(facts(statement).destructive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update orders set status = 'x' where id = 1",
        "update orders set status = 'x' where (2 = orders.id) and status = 'y'",
        "update orders o set status = 'x' where o.id in (1, -2, '3', 4::int)",
        "update orders set status = 'x' from users u where u.id = user_id and orders.id = 1",
        "insert into pub values (1, 'a'), (2, default) on conflict (id) do update set label = 'x'",
        "insert into pub select id, status from orders",
        "merge into pub using users u on u.id = pub.id when not matched then insert values (u.id,"
            + " 'x')"
      })
  void aWriteThatNamesItsRowsByTheirKeyOrOnlyAddsIsNot(String statement) {
    assertThat(facts(statement).destructive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "merge into pub using users u on u.id = pub.id when matched then update set label = 'x'",
        "insert into pub (id) values (generate_series(1, 9)) on conflict (id) do update set label ="
            + " 'x'"
      })
  void whatCannotBeCountedBeforehandIsNotGuessed(String statement) {
    assertThat(facts(statement).writes().getFirst().countQuery()).isEmpty();
  }

  @Test
  void aPlannedWriteWritesNothingButReadsItsTarget() {
    Facts facts = facts("explain delete from orders");
    assertThat(facts.kind()).isEqualTo(StatementKind.EXPLAIN);
    assertThat(facts.writes()).isEmpty();
    assertThat(facts.destructive()).isFalse();
    assertThat(Shown.reads(facts)).isEqualTo("orders");
  }
}

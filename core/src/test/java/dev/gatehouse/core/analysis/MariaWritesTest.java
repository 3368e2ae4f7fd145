package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What writes and names mean on MariaDB, where PostgreSQL means something else. */
class MariaWritesTest {
  private static Facts facts(String sql, CatalogSnapshot catalog) {
    AnalysisResult result = Analyzers.forDialect(catalog.dialect()).analyze(sql, catalog);
    assertThat(result).as(sql).isInstanceOf(AnalysisResult.Understood.class);
    return ((AnalysisResult.Understood) result).facts();
  }

  private static Facts facts(String sql) {
    return facts(sql, MariaSchema.snapshot());
  }

  private static RefusalCode refusal(String sql, CatalogSnapshot catalog) {
    AnalysisResult result = Analyzers.forDialect(catalog.dialect()).analyze(sql, catalog);
    assertThat(result).as(sql).isInstanceOf(AnalysisResult.Refused.class);
    return ((AnalysisResult.Refused) result).refusal().code();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update users set name = 'x' where id = 5",
        "update users set name = 'x' where id in (5, 6) and name <> 'y'",
        "update users set name = 'x' where `ID` = '5'",
        "update codes set amount = 1 where code = '5'"
      })
  void theKeyPinsAnUpdate(String sql) {
    assertThat(facts(sql).destructive()).isFalse();
    assertThat(facts(sql).hazards()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update codes set amount = 1 where code = 0",
        "update codes set amount = 1 where code in ('a', 0)",
        "update users set name = 'x' where id = '9007199254740993999'",
        "update users set name = 'x' where id = 5 or 1",
        "update users set name = 'x' where id = 5 xor 1",
        "update users set name = 'x' where id <=> 5",
        "update users set name = 'x' where id = 5.5e0",
        "update users u join orders o on u.id = o.user_id set u.name = 'x' where u.id = 5",
        "update users set name = 'x' order by id limit 1",
        "replace into users (id) values (5)",
        "delete from users where id = 5"
      })
  void anythingElseAsksFirst(String sql) {
    assertThat(facts(sql).destructive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from users",
        "delete from users where 1",
        "delete from users where id",
        "delete from users where id = id",
        "delete from users where id or 1",
        "delete from users where id <=> id",
        "delete from users where id xor 0",
        "delete from users where name = 0",
        "delete from users where id + 1",
        "delete from users where not name",
        "delete from users where id is not null",
        "delete users from users join orders on users.id = orders.user_id",
        "delete from users limit 5"
      })
  void aConditionThatLeavesNothingOutIsNone(String sql) {
    assertThat(facts(sql).hazards()).contains(Hazard.UNCONSTRAINED_WRITE);
  }

  @Test
  void everyTargetOfAJoinedWriteIsKnownAndCounted() {
    Facts facts =
        facts(
            "update users u, orders o set o.status = u.name, u.tags = 'x'"
                + " where u.id = o.user_id");

    assertThat(facts.writes())
        .extracting(write -> write.relation().name() + " " + write.kind())
        .containsExactly("orders UPDATE", "users UPDATE");
    for (WriteTarget write : facts.writes()) {
      facts(write.countQuery().orElseThrow());
    }
  }

  @Test
  void aRowThatIsUpdatedInsteadOfInsertedCarriesItsValues() {
    Facts facts =
        facts(
            "insert into pub (id, label) select id, ssn from users"
                + " on duplicate key update note = values(label)");

    assertThat(uses(facts, ColumnUse.Kind.WRITE_SOURCE)).contains("shop.users.ssn");
    assertThat(uses(facts, ColumnUse.Kind.WRITE_TARGET))
        .containsExactlyInAnyOrder("shop.pub.id", "shop.pub.label", "shop.pub.note");
    assertThat(facts.destructive()).isTrue();
  }

  @Test
  void textComparedWithANumberIsNoEquality() {
    assertThat(uses(facts("select id from users where ssn = 5"), ColumnUse.Kind.EQUALITY))
        .isEmpty();
    assertThat(
            uses(
                facts("select 1 as one from users join orders on ssn = user_id"),
                ColumnUse.Kind.PREDICATE))
        .contains("shop.users.ssn");
    assertThat(uses(facts("select id from users where ssn = '5'"), ColumnUse.Kind.EQUALITY))
        .containsExactly("shop.users.ssn");
  }

  @Test
  void relationsThatDifferInCaseAreOthersUnlessTheServerIgnoresIt() {
    CatalogSnapshot ignoring = MariaSchema.snapshot(Dialect.MARIADB, true);

    assertThat(refusal("select id from USERS", MariaSchema.snapshot()))
        .isEqualTo(RefusalCode.UNKNOWN_NAME);
    assertThat(Shown.outputs(facts("select U.ssn from USERS u", ignoring)))
        .isEqualTo("ssn=shop.users.ssn");
    assertThat(
            Shown.outputs(
                facts("select (select U.id from pub u limit 1) as x from users U", ignoring)))
        .isEqualTo("x=shop.pub.id");
  }

  @Test
  void whatWasSeenOnMariaDbAloneIsRefusedForMySql() {
    CatalogSnapshot mysql = MariaSchema.snapshot(Dialect.MYSQL, false);

    assertThat(refusal("select * from users natural right join orders", mysql))
        .isEqualTo(RefusalCode.UNSUPPORTED);
    assertThat(facts("explain select id from users", mysql).outputs()).hasSize(12);
    assertThat(Shown.outputs(facts("select doc->>'$.a' as a from users", mysql)))
        .isEqualTo("a=f(shop.users.doc)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select @x := ssn from users",
        "select ssn into outfile '/tmp/x' from users",
        "select ssn from users for update",
        "select ssn from users lock in share mode",
        "select ssn from users procedure analyse()",
        "set sql_mode = ''",
        "do sleep(1)",
        "call p()",
        "handler users open",
        "lock tables users write",
        "load data infile '/etc/passwd' into table users",
        "prepare s from 'select 1'",
        "show processlist",
        "show warnings",
        "show variables",
        "select name_const('ssn', 1)",
        "select extractvalue(ssn, '/') from users",
        "select * from mysql.user",
        "select next value for s",
        "select /*! ssn */ name from users",
        "select convert(ssn, signed) from users",
        "select `ssn ` from users",
        "select ssn as ` x` from users",
        "kill 5",
        "flush tables",
        "create table t2 as select * from users",
        "grant select on users to u"
      })
  void whatIsNotUnderstoodIsRefused(String sql) {
    assertThat(refusal(sql, MariaSchema.snapshot())).isNotEqualTo(RefusalCode.INTERNAL);
  }

  private static Set<String> uses(Facts facts, ColumnUse.Kind kind) {
    return facts.uses().stream()
        .filter(use -> use.kind() == kind)
        .map(use -> use.column().toString())
        .collect(Collectors.toSet());
  }
}

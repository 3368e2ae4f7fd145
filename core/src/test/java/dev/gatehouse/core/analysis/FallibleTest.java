package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which expressions tell a value by failing or by taking long, though they never show it. */
class FallibleTest {
  private static final StatementAnalyzer ANALYZER = Analyzers.forDialect(Dialect.POSTGRESQL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / (salary - 5000)",
        "salary + 2147400000",
        "-salary",
        "ln(salary - 5000)",
        "ssn::int",
        "ssn::date",
        "salary::text::smallint",
        "chr(salary)",
        "make_date(salary, 1, 1)",
        "repeat('a', salary)",
        "repeat('a', (select salary from users where id = 1))",
        "repeat(ssn, 100000000)",
        "lpad('a', salary)",
        "left('abc', salary)",
        "substring(name from 1 for salary)",
        "substring(ssn from '^(1+)+$')",
        "regexp_replace(ssn, '^(1+)+$', '')",
        "ssn ~ '^(1+)+$'",
        "ssn similar to '(1+)+'",
        "'a' like ssn",
        "'a' like 'b' escape ssn",
        "(array[1, 2])[salary]",
        "to_char(id, ssn)",
        "date_trunc(ssn, created)",
        "created at time zone ssn",
        "format(ssn)",
        "replace(ssn, '1', 'aaaaaaaaaa')",
        "doc || '1'",
        "tags || array[['x']]",
        "array[tags, array['x']]",
        "array_agg(tags)",
        "ssn like '1%' and 1 / (id - id) = 1",
        "ssn = '1' or 1 / (id - id) = 1",
        "ssn between '1' and (1 / (id - id))::text",
        "ssn in ('1', (1 / (id - id))::text)",
        "(ssn, 1 / (id - id)) in (('1', 1))",
        "ssn in (select (1 / (id - id))::text from pub)",
        "ssn = any ((select array_agg((1 / (id - id))::text) from pub))",
        "row(ssn, 1) = row('1', 1 / (id - id))",
        "row(ssn, 1) is distinct from row('1', 1 / (id - id))",
        "coalesce(nullif(ssn, '1'), (1 / (id - id))::text)",
        "coalesce(nullif(ssn, '1'), (select x from (select (1 / (id - id))::text as x from pub) y))",
        "(select length(b || b) from (select nullif(ssn, '1') || name as b) x)",
        "string_agg(nullif(ssn, '1'), ',')",
        "array(select nullif(ssn, '1'))",
        "case when id = 1 then 1 / salary end",
        "max(1 / salary)",
        "sum(1 / salary) over ()",
        "ntile(salary) over ()",
        "random(1, salary)",
        "to_jsonb(to_jsonb(ssn)::text)",
        "concat(ssn, repeat('a', 1000000000))",
        "ssn || repeat('a', 1000000000)",
        "exists (select 1 / u.salary)",
      })
  void whatCanFailForAValueIsAUseOfItsColumn(String expression) {
    assertThat(fallible("select " + expression + " from users u")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssn, salary, tags, doc",
        "upper(ssn), lower(ssn), reverse(ssn), length(ssn), md5(ssn)",
        "left(ssn, 3), right(ssn, 3), substr(ssn, 1, 3), substring(ssn from 1 for 3)",
        "replace(ssn, '-', ''), translate(ssn, '0', 'a'), trim(ssn), btrim(ssn, 'x')",
        "ssn || ' ' || name, concat(ssn, '-', name), concat_ws('-', ssn, upper(name))",
        "coalesce(ssn, 'none'), nullif(ssn, ''), greatest(ssn, 'a'), least(ssn, 'z')",
        "count(ssn), count(*), min(salary), max(ssn), sum(salary), avg(salary), string_agg(ssn, ',')",
        "array_agg(ssn), json_agg(ssn), bool_or(ssn is null), every(salary > 3)",
        "to_json(ssn), to_jsonb(doc), round(salary), trunc(salary), abs(salary), ceil(salary)",
        "ssn::text, salary::varchar, cast(ssn as varchar(3)), to_char(salary, '999')",
        "extract(year from created), date_part('year', created), date_trunc('year', created)",
        "ssn = '1', salary > 3, ssn is null, ssn like '1%', ssn in ('1', '2'), salary between 1 and 2",
        "ssn like '1%' and salary > 3 or name is null",
        "case when id = 1 then ssn else name end",
        "max(salary) over (), lag(ssn) over (order by id), first_value(ssn) over (order by id)",
        "array[ssn, name], (array[ssn, name])[1], tags[1], row(ssn, name), doc ->> 'a', doc -> 'a'",
        "(select max(ssn) from users), array(select ssn from users)",
        "id / 2, id::smallint, repeat(name, id), 1 / (id - 5000), name::int, name ~ '^a', -id"
      })
  void whatWorksForEveryValueIsNone(String expressions) {
    assertThat(fallible("select " + expressions + " from users u")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select x / 2 from (select max(salary) as x from users) y",
        "with c as (select salary as s from users) select 1 / s from c",
        "with recursive r(n, v) as (select 1, ssn from users union all select n + 1, v || v from r"
            + " where n < 40) select length(v) from r",
        "select a.number::int from active_users a",
        "select shout::int from users",
        "values ((select 1 / salary from users))",
        "update users set name = name where id = 1 returning 1 / salary",
        "select id from pub limit (select 1 / salary from users where id = 1)",
        "select id from users order by 1 / salary",
        "select id from users where 1 / salary = 1",
        "select g from users, generate_series(1, 1 / salary) g",
        "select length(v) from (select ssn || ssn as v from users union all select 'x') t"
            + " where repeat(v, 2) = 'a'"
      })
  void aValueIsFollowedToWhereItIsUsed(String statement) {
    assertThat(fallible(statement)).isTrue();
  }

  /** Of the columns that the tests treat as secret; others stand beside them. */
  private static boolean fallible(String statement) {
    AnalysisResult result = ANALYZER.analyze(statement, TestCatalog.snapshot());
    assertThat(result).as(statement).isInstanceOf(AnalysisResult.Understood.class);
    return ((AnalysisResult.Understood) result)
        .facts().uses().stream()
            .filter(use -> use.kind() == ColumnUse.Kind.FALLIBLE)
            .map(ColumnUse::column)
            .map(ColumnRef::column)
            .anyMatch(java.util.Set.of("ssn", "salary", "tags", "doc", "created")::contains);
  }
}

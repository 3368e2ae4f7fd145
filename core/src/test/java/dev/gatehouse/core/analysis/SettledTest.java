package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Behind a condition on a masked column stands only what takes as long, and fails as little,
 * whether it is evaluated or not; all else would tell what the condition was.
 */
class SettledTest {
  private static boolean tells(String second) {
    String sql = "select ssn = '1' and " + second + " from users u";
    AnalysisResult result =
        Analyzers.forDialect(Dialect.POSTGRESQL).analyze(sql, TestCatalog.snapshot());
    assertThat(result).as(sql).isInstanceOf(AnalysisResult.Understood.class);
    return ((AnalysisResult.Understood) result)
        .facts().uses().stream()
            .anyMatch(
                use ->
                    use.kind() == ColumnUse.Kind.FALLIBLE && use.column().column().equals("ssn"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "name = 'x'",
        "(name = 'x')",
        "name is null",
        "name is distinct from 'y'",
        "id between 1 and 2",
        "not name = 'x'",
        "(name = 'a' or id = 2)",
        "case when id = 1 then name else 'x' end = 'y'",
        "trim(name) = 'x'",
        "id in (1, 2)",
        "current_date is not null",
        "created > date '2020-01-01'",
        "id = -1",
        "name::text = 'x'",
        "id = '1'::int",
        "name || 'x' = 'y'",
        "upper(name) = 'X'"
      })
  void whatIsSettledTellsNothing(String second) {
    assertThat(tells(second)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-id = 1",
        "id / 2 = 1",
        "name::int = 1",
        "(name = 'x' or id / 2 = 1)",
        "not (id / 2 = 1)",
        "id / 2 is null",
        "id / 2 is distinct from 1",
        "id / 2 between 1 and 2",
        "id between 1 / id and 2",
        "case when id / 2 = 1 then 1 else 2 end = 1",
        "trim(name::int::text) = 'x'",
        "id in (1, 2 / id)",
        "id / 2 in (1, 2)",
        "id in (select 1)",
        "exists (select 1 from pub)",
        "id = any (array[1, 2])",
        "(select true)",
        "tags[1] = 'x'",
        "array[id] = array[1]",
        "extract(year from created) = 1",
        "name ~ 'x'",
        "repeat(name, 2) = 'x'",
        "name::text::int = 2"
      })
  void whatMayFailOrTakeTimeTellsWhetherItWasReached(String second) {
    assertThat(tells(second)).isTrue();
  }
}

package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions leave some rows of the target out, and which only look as if they did. */
class ConstraintTest {
  private static boolean constrains(String condition) {
    AnalysisResult result =
        Analyzers.forDialect(Dialect.POSTGRESQL)
            .analyze("delete from orders where " + condition, TestCatalog.snapshot());
    assertThat(result).as(condition).isInstanceOf(AnalysisResult.Understood.class);
    return !((AnalysisResult.Understood) result)
        .facts()
        .hazards()
        .contains(Hazard.UNCONSTRAINED_WRITE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(id = 3)",
        "((id = 3))",
        "3 = id",
        "id is distinct from 3",
        "id is not distinct from 3",
        "status is null",
        "(status = 'x') is true",
        "(status = 'x') is unknown",
        "not status is not null",
        "not (id = 3 or status = 'x')",
        "not (not (id = 3))",
        "not (id = 3 and status = 'y')",
        "not ((id = 3))",
        "not (1 = 1 or id = 3)",
        "status like 'a%'",
        "status not like 'a%'",
        "status like '%a%'",
        "id between 1 and 2",
        "id not between 1 and 2",
        "id in (1, 2)",
        "id not in (1, 2)",
        "id = 1 or id = 2",
        "(id = 1) or (status = 'x')",
        "id > 1 or id < 1",
        "id = 1 and (status = 'x' or 1 = 1)",
        "(status = 'x' or 1 = 1) and id = 1",
        "id = 1 or id <> 2",
        "id = 1 or status <> '1'",
        "exists (select 1 from users u where u.id = user_id and u.name = 'x')"
      })
  void aConditionOnTheTargetsColumnsConstrains(String condition) {
    assertThat(constrains(condition)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not exists (select 1 from users u where u.id = user_id)",
        "not (id = 1 and 1 = 2)",
        "not (1 = 2 or 2 = 3)",
        "not (not (1 = 1))",
        "id is not null",
        "coalesce(status, 'x') is not null",
        "(status = 'x') is not true",
        "(status = 'x') is not unknown",
        "1 is null",
        "1 is not null",
        "true is true",
        "status like '%%'",
        "status like status",
        "'x' like 'x'",
        "id between id and 5",
        "id between 1 and id",
        "1 between 1 and 2",
        "id in (id, 2)",
        "1 in (1, 2)",
        "1 in (select 1)",
        "id is not distinct from id",
        "1 is distinct from 2",
        "(id = 1 or id <> 1)",
        "(id = 1) or (id <> 1)",
        "id = 1 or id != 1",
        "id != 1 or id = 1",
        "id <> 1 or id = 1",
        "id = 1 or status = 'x' or id <> 1",
        "id = 1 or (status = 'x' or id <> 1)",
        "id < 3 or id >= 3",
        "id >= 3 or id < 3",
        "id <= 3 or id > 3",
        "id > 3 or id <= 3",
        "id = 1 or 1 = 1",
        "1 = 1 or id = 1",
        "exists (select 1 from users u where u.name = 'x')"
      })
  void aConditionThatIsTrueOfEveryRowOrOfNoColumnDoesNot(String condition) {
    assertThat(constrains(condition)).isFalse();
  }
}

package dev.gatehouse.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void valuesSpacesCommentsAndCaseOfWordsDoNotCount() {
    String one = of(Dialect.POSTGRESQL, "SELECT a FROM t WHERE b='x' AND c > 1");
    String other = of(Dialect.POSTGRESQL, "select a from t -- now\n where b = $$y$$ and c>2.5e3;");

    assertThat(one).isEqualTo(other).matches("[0-9a-f]{64}");
  }

  @Test
  void namesOperatorsAndQuotedCaseCount() {
    String one = of(Dialect.POSTGRESQL, "select a from t where \"B\" = 1");

    assertThat(one)
        .isNotEqualTo(of(Dialect.POSTGRESQL, "select a from t where \"b\" = 1"))
        .isNotEqualTo(of(Dialect.POSTGRESQL, "select a from t where \"B\" > 1"))
        .isNotEqualTo(of(Dialect.POSTGRESQL, "select a from u where \"B\" = 1"));
  }

  @Test
  void namesOfMysqlKeepTheirCase() {
    assertThat(of(Dialect.MYSQL, "select 1 from T"))
        .isNotEqualTo(of(Dialect.MYSQL, "select 1 from t"));
  }

  @Test
  void noLiteralIsPartOfTheShape() {
    GatedStatement statement =
        GateTables.admitted(
            Gate.of(Dialect.POSTGRESQL), "select 'secret', E'sec\\tret', $a$secret$a$, 4711");

    assertThat(Fingerprint.shape(statement)).isEqualTo("select ? , ? , ? , ?");
  }

  private static String of(Dialect dialect, String text) {
    return Fingerprint.of(GateTables.admitted(Gate.of(dialect), text));
  }
}

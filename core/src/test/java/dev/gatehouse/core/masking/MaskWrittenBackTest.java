package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.analysis.Analyzers;
import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mask shows instead of a value is known again where somebody writes it. */
class MaskWrittenBackTest {
  private static final CatalogSnapshot CATALOG = catalog();

  static Stream<String> masks() {
    return Stream.of(
        MaskPlan.REDACTED,
        TextMasks.last4("123-45-6789"),
        TextMasks.first4("123-45-6789"),
        TextMasks.email("ann@example.org"),
        TextMasks.email("no address"),
        "***-**-1234",
        "\u2022\u2022\u2022",
        "xxx-xx-1234",
        "XXXX XXXX XXXX 1234");
  }

  @ParameterizedTest
  @MethodSource("masks")
  void aMaskIsKnownInEveryStatementThatWrites(String mask) {
    String value = "'" + mask + "'";

    assertThat(written("update t set secret = " + value + " where id = 1")).isTrue();
    assertThat(written("update t set (id, secret) = (1, " + value + ")")).isTrue();
    assertThat(written("insert into t values (1, " + value + ")")).isTrue();
    assertThat(written("insert into t (secret, id) select " + value + ", 1")).isTrue();
    assertThat(
            written(
                "insert into t (id) values (1) on conflict (id) do update set secret = " + value))
        .isTrue();
    assertThat(
            written(
                "merge into t using (select 1 as n) s on t.id = s.n when matched then update set"
                    + " secret = "
                    + value))
        .isTrue();
    assertThat(
            written(
                "merge into t using (select 1 as n) s on t.id = s.n when not matched then insert"
                    + " (secret, id) values ("
                    + value
                    + ", 1)"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update t set secret = '123-45-6789'",
        "update t set secret = '5 * 3 ** 2'",
        "update t set secret = 'xx large'",
        "update t set secret = 'xxx rated story'",
        "update t set secret = null",
        "update t set secret = secret where note = '***'",
        "update t set note = '***'",
        "insert into t (note, secret) values ('***', '1')",
        "insert into t values (1, 'a', '***')",
        "select '***' as secret from t"
      })
  void anotherTextOrAnotherColumnIsNot(String statement) {
    assertThat(written(statement)).isFalse();
  }

  private static boolean written(String statement) {
    AnalysisResult result = Analyzers.forDialect(Dialect.POSTGRESQL).analyze(statement, CATALOG);
    assertThat(result).as(statement).isInstanceOf(AnalysisResult.Understood.class);
    return ((AnalysisResult.Understood) result)
        .facts().uses().stream()
            .filter(use -> use.kind() == ColumnUse.Kind.PLACEHOLDER)
            .anyMatch(use -> use.column().column().equals("secret"));
  }

  private static CatalogSnapshot catalog() {
    List<Column> columns =
        List.of(
            new Column("id", 1, "integer", true, Optional.empty()),
            new Column("secret", 2, "text", true, Optional.empty()),
            new Column("note", 3, "text", true, Optional.empty()));
    Relation table =
        new Relation(
            new RelationName("s", "t"),
            RelationKind.TABLE,
            columns,
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            -1);
    return new CatalogSnapshot(Dialect.POSTGRESQL, "18", List.of("s"), List.of(table));
  }
}

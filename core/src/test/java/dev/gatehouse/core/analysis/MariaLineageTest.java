package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MariaLineageTest {
  private static final List<String> LINES =
      TestCatalog.resource("mariadb-lineage-cases.txt")
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();

  static Stream<Arguments> cases() {
    return IntStream.range(0, LINES.size() / 2)
        .mapToObj(i -> Arguments.of(LINES.get(2 * i), LINES.get(2 * i + 1).strip()));
  }

  /** The statements of the cases. */
  static List<String> statements() {
    return IntStream.range(0, LINES.size() / 2).mapToObj(i -> LINES.get(2 * i)).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aStatementShowsAndUsesExactlyTheseColumns(String statement, String expected) {
    AnalysisResult result =
        Analyzers.forDialect(Dialect.MARIADB).analyze(statement, MariaSchema.snapshot());
    assertThat(Shown.result(result).strip()).isEqualTo(expected);
  }
}

package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineageTest {
  static Stream<Arguments> cases() {
    List<String> lines =
        TestCatalog.resource("lineage-cases.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    return IntStream.range(0, lines.size() / 2)
        .mapToObj(i -> Arguments.of(lines.get(2 * i), lines.get(2 * i + 1).strip()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aStatementShowsAndUsesExactlyTheseColumns(String statement, String expected) {
    AnalysisResult result =
        Analyzers.forDialect(Dialect.POSTGRESQL).analyze(statement, TestCatalog.snapshot());
    assertThat(Shown.result(result).strip()).isEqualTo(expected);
  }
}

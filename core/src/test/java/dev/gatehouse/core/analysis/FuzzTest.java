package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, the answer is a verdict: nothing is thrown, nothing takes long. */
class FuzzTest {
  private static final long SEED = 814_523;
  private static final StatementAnalyzer ANALYZER = Analyzers.forDialect(Dialect.POSTGRESQL);

  @Test
  void damagedStatementsAreAnsweredAndNeverAnInternalFault() {
    Random random = new Random(SEED);
    QueryGrammar grammar = new QueryGrammar(random);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String text = damage(grammar.query(), random);
      if (verdict(text) == RefusalCode.INTERNAL) {
        faults.add(text);
      }
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "not ",
        "- ",
        "(select ",
        "case when ",
        "array[",
        "x in (",
        "exists (select "
      })
  void nestingOfAnyDepthIsAnswered(String piece) {
    for (int depth : new int[] {50, 2_000, 10_000}) {
      assertThat(verdict("select " + piece.repeat(depth) + "1")).isNotEqualTo(RefusalCode.INTERNAL);
    }
  }

  @Test
  void aLongChainOfConditionsIsAnswered() {
    String text = "select id from users where id = 1" + " or id = 2".repeat(5_000);
    assertThat(verdict(text)).isNotEqualTo(RefusalCode.INTERNAL);
  }

  @Test
  void tenMegabytesAreAnswered() {
    assertThat(verdict("select '" + "x".repeat(10 << 20) + "'")).isEqualTo(RefusalCode.TOO_LARGE);
  }

  private static RefusalCode verdict(String text) {
    return switch (ANALYZER.analyze(text, TestCatalog.snapshot())) {
      case AnalysisResult.Understood _ -> RefusalCode.EMPTY;
      case AnalysisResult.Refused refused -> refused.refusal().code();
    };
  }

  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && damaged.length() > 2; i++) {
      int at = random.nextInt(damaged.length());
      int to = Math.min(damaged.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> damaged.delete(at, to);
        case 1 -> damaged.insert(at, damaged.substring(at, to));
        case 2 -> damaged.setCharAt(at, (char) (1 + random.nextInt(300)));
        default ->
            damaged.insert(
                at, " from users, lateral (select * ".substring(0, 1 + random.nextInt(29)));
      }
    }
    return damaged.toString();
  }
}

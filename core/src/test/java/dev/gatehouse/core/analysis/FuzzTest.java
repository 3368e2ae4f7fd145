package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.StoredCatalogs;
import dev.gatehouse.core.sql.RefusalCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  /** What people and attackers wrote, damaged: -Dfuzz.rounds says how often, for each dialect. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void damagedStatementsOfTheCollectionsAreAnsweredInTheirDialect(Dialect dialect) {
    int rounds = Integer.getInteger("fuzz.rounds", 2_000);
    Random random = new Random(SEED + dialect.ordinal());
    List<String> seeds = collections(dialect);
    CatalogSnapshot attacked = StoredCatalogs.of("attacks");
    CatalogSnapshot catalog =
        new CatalogSnapshot(dialect, "1", attacked.searchPath(), attacked.relations());
    StatementAnalyzer analyzer = Analyzers.forDialect(dialect);
    List<String> faults = new ArrayList<>();
    Map<RefusalCode, Integer> answers = new EnumMap<>(RefusalCode.class);
    for (int round = 0; round < rounds; round++) {
      String text = damage(seeds.get(random.nextInt(seeds.size())), random);
      RefusalCode code = verdict(analyzer, text, catalog);
      answers.merge(code, 1, Integer::sum);
      if (code == RefusalCode.INTERNAL) {
        faults.add(text);
      }
    }
    assertThat(faults).isEmpty();
    assertThat(answers.keySet()).as("%s", answers).hasSizeGreaterThan(2);
  }

  private static List<String> collections(Dialect dialect) {
    String file = dialect == Dialect.POSTGRESQL ? "postgresql" : "mariadb";
    return Stream.of("attacks", "honest")
        .flatMap(name -> TestCatalog.resource("/" + name + "/" + file + ".txt").lines())
        .filter(line -> !line.isBlank() && !line.startsWith("# "))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatMakesParsersTurnBackOverAndOverIsAnswered(Dialect dialect) {
    List<String> pieces =
        List.of(
            "case when a then ",
            "(a, ",
            "((a) + ",
            "f(f(",
            "a in (select (",
            "(select 1 union (",
            "exists (select 1 where (",
            "cast((",
            "a between (",
            "(values (",
            "not (not (",
            "(a.b.c, (",
            "- (- (",
            "a and (b or (");
    CatalogSnapshot catalog =
        new CatalogSnapshot(dialect, "1", List.of("lab"), TestCatalog.snapshot().relations());
    for (String piece : pieces) {
      for (int depth : new int[] {8, 20, 45, 99}) {
        String text = "select " + piece.repeat(depth) + "1";
        long open = text.chars().filter(c -> c == '(').count();
        long close = text.chars().filter(c -> c == ')').count();
        String closed = text + " end".repeat(piece.startsWith("case") ? depth : 0);
        closed += ")".repeat((int) (open - close));
        assertThat(verdict(Analyzers.forDialect(dialect), closed, catalog))
            .as(piece)
            .isNotEqualTo(RefusalCode.INTERNAL);
      }
    }
  }

  @Test
  void aCatalogOfAnotherKindOfServerIsRefused() {
    CatalogSnapshot other =
        new CatalogSnapshot(
            Dialect.MARIADB, "11", List.of("public"), TestCatalog.snapshot().relations());
    AnalysisResult result = ANALYZER.analyze("select 1", other);
    assertThat(result).isInstanceOf(AnalysisResult.Refused.class);
    assertThat(((AnalysisResult.Refused) result).refusal().construct()).isEqualTo("the catalog");
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
    return verdict(ANALYZER, text, TestCatalog.snapshot());
  }

  private static RefusalCode verdict(
      StatementAnalyzer analyzer, String text, CatalogSnapshot catalog) {
    return switch (analyzer.analyze(text, catalog)) {
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

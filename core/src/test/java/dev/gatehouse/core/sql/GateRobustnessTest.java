package dev.gatehouse.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No text, however odd or long, makes the gate throw, hang or answer without a reason. */
class GateRobustnessTest {
  /** A thousand times what the text should take; an algorithm of the wrong order takes far more. */
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anyBytesAreAdmittedOrRefused(Dialect dialect) {
    RandomGenerator random = new Random(99);
    Gate gate = Gate.of(dialect);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      answers(gate.admit(bytes), bytes.length);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void brokenCopiesOfStatementsAreAdmittedOrRefused(Dialect dialect) {
    RandomGenerator random = new Random(100);
    SqlMutations mutations = new SqlMutations(random);
    Gate gate = Gate.of(dialect);
    StatementSplitter splitter = StatementSplitter.of(dialect);
    List<String> seeds = StatementFiles.attacks();
    for (int round = 0; round < 20_000; round++) {
      String text = mutations.mutate(seeds.get(random.nextInt(seeds.size())));
      GateResult result = gate.admit(text);
      answers(result, text.length());
      againIsTheSame(gate, result);
      partsAreInOrder(splitter.split(text), text);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      utf8[random.nextInt(utf8.length)] ^= (byte) (1 << random.nextInt(8));
      answers(gate.admit(utf8), utf8.length);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aMillionOfAnythingIsReadInLinearTime(Dialect dialect) {
    List<String> pieces =
        List.of(
            "'",
            "\"",
            "`",
            "(",
            ")",
            "[",
            "/*",
            "*/",
            "/**/",
            "--",
            "-- \n",
            "#\n",
            "$",
            "$$",
            "$a$",
            "$a",
            "E'",
            "e'\\u",
            "''",
            "a",
            "a ",
            "1",
            "1.",
            "-",
            "+-",
            "<",
            ";",
            "; a",
            "a;",
            "\n",
            ",",
            "a,",
            "case ",
            "not ",
            "\\",
            "\uD83D\uDE00",
            "::",
            ".",
            "a.",
            "u&'",
            "b'",
            "like '' escape '\\' ",
            "'a' ",
            "\"a\".",
            "/*!*/",
            "# \r\n",
            "-- \r\n");
    Gate gate = Gate.of(dialect);
    StatementSplitter splitter = StatementSplitter.of(dialect);
    for (String piece : pieces) {
      String text = piece.repeat(Gate.MAX_CHARACTERS / piece.length());
      Assertions.assertTimeoutPreemptively(
          FAR_TOO_LONG,
          () -> {
            answers(gate.admit(text), text.length());
            splitter.split(text);
          },
          piece);
    }
  }

  private static void answers(GateResult result, int length) {
    switch (result) {
      case GateResult.Admitted(GatedStatement statement) ->
          assertThat(statement.positions().toOriginal(statement.text().length()))
              .isBetween(0, length);
      case GateResult.Rejected(Refusal refusal) -> {
        assertThat(refusal.sentence()).isNotBlank().endsWith(".");
        assertThat(refusal.position().orElse(0)).isBetween(0, length);
      }
    }
  }

  private static void againIsTheSame(Gate gate, GateResult result) {
    if (result instanceof GateResult.Admitted(GatedStatement statement)) {
      assertThat(GateTables.admitted(gate, statement.text()).text()).isEqualTo(statement.text());
      assertThat(statement.text()).matches("(?s)\\S.*\\S|\\S");
    }
  }

  private static void partsAreInOrder(List<TextRange> parts, String text) {
    int last = 0;
    for (TextRange part : parts) {
      assertThat(part.start()).isGreaterThanOrEqualTo(last);
      assertThat(part.end()).isGreaterThan(part.start()).isLessThanOrEqualTo(text.length());
      last = part.end();
    }
  }
}

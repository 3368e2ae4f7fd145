package dev.gatehouse.core.sql;

import static dev.gatehouse.core.sql.GateTables.admitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.core.catalog.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every reader of an admitted text must have in common. */
class GateReadersTest {
  private static final int MUTATIONS = 60_000;

  private final Gate gate = Gate.of(Dialect.POSTGRESQL);

  @Test
  void honestStatementsAreAdmitted() {
    assertThat(StatementFiles.honest())
        .hasSizeGreaterThan(150)
        .allSatisfy(text -> admitted(gate, text));
  }

  @Test
  void honestStatementsAndAdmittedAttacksAreCutAlikeByEveryReader() {
    List<String> texts = new ArrayList<>(StatementFiles.honest());
    texts.addAll(StatementFiles.attacks());
    int seen = 0;
    for (String text : texts) {
      if (gate.admit(text) instanceof GateResult.Admitted(GatedStatement statement)) {
        holds(statement);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(600);
  }

  @Test
  void mutatedStatementsAreRefusedOrCutAlikeByEveryReader() {
    RandomGenerator random = new Random(20_261_120);
    SqlMutations mutations = new SqlMutations(random);
    List<String> seeds = new ArrayList<>(StatementFiles.honest());
    seeds.addAll(StatementFiles.attacks());
    int admitted = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      String text = mutations.mutate(seeds.get(random.nextInt(seeds.size())));
      switch (gate.admit(text)) {
        case GateResult.Admitted(GatedStatement statement) -> {
          holds(statement);
          admitted++;
        }
        case GateResult.Rejected(Refusal refusal) ->
            refusal.position().ifPresent(at -> assertThat(at).isBetween(0, text.length()));
      }
    }
    assertThat(admitted).as("mutations worth looking at").isGreaterThan(MUTATIONS / 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select doc#>>'{a}' from t",
        "select q'[x', y, 'z]'",
        "select 'a\\'' , ssn , '",
        "select a\n\n\nfrom t",
        "select 1 // 2",
        "select b'1', x'1F'",
        "select 1a",
      })
  void theComparisonFindsTextsThatTheParserCutsInAnotherWay(String text) {
    GatedStatement notGated =
        new GatedStatement(Dialect.POSTGRESQL, text, text, PositionMap.identity());

    assertThatThrownBy(() -> OtherReaders.parserAgrees(notGated)).isInstanceOf(Throwable.class);
  }

  private void holds(GatedStatement statement) {
    OtherReaders.parserAgrees(statement);
    OtherReaders.driverAgrees(statement);
    admittingItAgainChangesNothing(statement);
    assertThat(Fingerprint.of(statement)).hasSize(64);
  }

  private void admittingItAgainChangesNothing(GatedStatement statement) {
    GatedStatement again = admitted(gate, statement.text());
    assertThat(again.text()).isEqualTo(statement.text());
    assertThat(OtherReaders.tokens(again)).isEqualTo(OtherReaders.tokens(statement));
    for (int at = 0; at <= statement.text().length(); at++) {
      assertThat(again.positions().toOriginal(at)).isEqualTo(at);
    }
  }
}

package dev.gatehouse.core.decision;

import static dev.gatehouse.core.decision.Scenes.EMAIL;
import static dev.gatehouse.core.decision.Scenes.ID;
import static dev.gatehouse.core.decision.Scenes.decide;
import static dev.gatehouse.core.decision.Scenes.grant;
import static dev.gatehouse.core.decision.Scenes.output;
import static dev.gatehouse.core.decision.Scenes.outputs;
import static dev.gatehouse.core.decision.Scenes.policy;
import static dev.gatehouse.core.decision.Scenes.select;
import static dev.gatehouse.core.decision.Scenes.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.Lineage;
import dev.gatehouse.core.analysis.StatementKind;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.policy.Action;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeciderKindsTest {
  @Test
  void aStatementWithoutRelationsNeedsReadingAllowed() {
    var nothing = select(Set.of(), List.of(output(new Lineage.Constant())));

    assertThat(decide(nothing, grant(Action.READ), policy())).isInstanceOf(Decision.Allow.class);
    assertThat(decide(nothing, grant(Action.INSERT), policy())).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void systemRelationsThatTheAnalysisAdmitsNeedNoGrantOfTheirOwn() {
    assertThat(
            decide(
                select(ColumnRef.of("pg_catalog", "pg_class", "relname")),
                grant(Action.READ),
                policy()))
        .isInstanceOf(Decision.Allow.class);
  }

  @Test
  void aPlanOverMaskedColumnsIsNotShown() {
    var open = Scenes.facts(StatementKind.EXPLAIN, List.of(), outputs(ID), Set.of(), false);
    var masked = Scenes.facts(StatementKind.EXPLAIN, List.of(), outputs(EMAIL), Set.of(), false);

    assertThat(decide(open, grant(Action.READ), policy())).isInstanceOf(Decision.Allow.class);
    assertThat(decide(masked, grant(Action.READ), policy())).isInstanceOf(Decision.Deny.class);
  }

  @ParameterizedTest
  @EnumSource(StatementKind.class)
  void everyKindThatWritesNeedsTheActionInTheGrant(StatementKind kind) {
    assertThat(
            decide(
                write(kind, new RelationName("shop", "orders"), false),
                grant(Action.READ),
                policy()))
        .isInstanceOf(Decision.Deny.class);
  }
}

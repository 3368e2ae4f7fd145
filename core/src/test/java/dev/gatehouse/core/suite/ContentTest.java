package dev.gatehouse.core.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.pipeline.ContentFinding;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.result.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What looks like personal data in a column that nobody tagged, on its way to a person. */
class ContentTest {
  private static final String SETUP =
      "create schema desk; create table desk.tickets (id int primary key, body text, known text);"
          + "insert into desk.tickets select i, case i % 2 when 0 then 'call ann@example.org now'"
          + " else 'nothing here' end, 'bob@example.org' from generate_series(1, 2400) i";

  private static String policy(String content) {
    return """
    version: 1
    %s
    tags:
      - { columns: "desk.tickets.known", tag: pii.email }
    masks:
      - { tag: pii.email, mask: none }
    rules:
      - id: read
        effect: allow
        who: { groups: [analysts] }
        what: { relations: ["desk.*"], actions: [read] }
        reason: The desk reads its tickets.
    """
        .formatted(content);
  }

  private record Read(List<String> bodies, List<String> known, List<ContentFinding> findings) {}

  private static Read read(String content) throws Exception {
    Lab lab = new Lab(new PostgresLabServer("desk"), "desk", policy(content), SETUP);
    try (GovernedSession session = lab.open()) {
      String sql = "select body, known, 'carl@example.org' as said from tickets order by id";
      Outcome.Rows rows = (Outcome.Rows) session.run(sql, Interaction.decline());
      List<String> bodies = new ArrayList<>();
      List<String> known = new ArrayList<>();
      try (var result = rows.result()) {
        Optional<RowBatch> batch = result.next(200);
        while (batch.isPresent()) {
          for (int row = 0; row < batch.get().size(); row++) {
            bodies.add(batch.get().columns().get(0).text(row));
            known.add(batch.get().columns().get(1).text(row));
            assertThat(batch.get().columns().get(2).text(row)).isEqualTo("carl@example.org");
          }
          batch = result.next(200);
        }
        return new Read(bodies, known, result.findings());
      }
    }
  }

  @Test
  void aPolicyThatSaysNothingReportsWhatIsFoundInTheFirstRowsAndChangesNothing() throws Exception {
    Read read = read("");

    assertThat(read.bodies()).hasSize(2_400).contains("call ann@example.org now");
    assertThat(read.findings())
        .containsExactly(new ContentFinding(0, "body", "pii.email", 500, false));
  }

  @Test
  void aPolicyThatMasksHidesItInEveryRowAndLeavesTaggedColumnsAsTheirTagSays() throws Exception {
    Read read = read("content: mask");

    assertThat(read.bodies()).hasSize(2_400).containsOnly("call *** now", "nothing here");
    assertThat(read.known()).containsOnly("bob@example.org");
    assertThat(read.findings())
        .containsExactly(new ContentFinding(0, "body", "pii.email", 1_200, true));
  }

  @Test
  void aPolicyThatTurnsItOffLooksAtNothing() throws Exception {
    Read read = read("content: off");

    assertThat(read.bodies()).contains("call ann@example.org now");
    assertThat(read.findings()).isEmpty();
  }
}

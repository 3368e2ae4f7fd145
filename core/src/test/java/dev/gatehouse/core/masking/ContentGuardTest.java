package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.policy.MaskKind;
import dev.gatehouse.core.result.CellType;
import dev.gatehouse.core.result.ColumnVector;
import dev.gatehouse.core.result.ResultColumn;
import dev.gatehouse.core.result.RowBatch;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ContentGuardTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void aCardInATicketIsHiddenAndReported() {
    ColumnVector body =
        new ColumnVector.Texts(
            new String[] {
              "please refund 4111 1111 1111 1111", null, "all is well", "write to jane@example.com"
            });

    ColumnVector shown = guarded(ContentGuard.Mode.MASK, body, CellType.TEXT);

    assertThat(IntStream.range(0, 4).mapToObj(shown::text))
        .containsExactly("please refund ***", null, "all is well", "write to ***");
    assertThat(body.text(0)).contains("4111");
    assertThat(heard).containsExactly("0 pci.card 1", "0 pii.email 1");
  }

  @Test
  void aGuardThatFlagsChangesNothing() {
    ColumnVector body = new ColumnVector.Texts(new String[] {"jane@example.com", "a@b.example"});

    assertThat(guarded(ContentGuard.Mode.FLAG, body, CellType.TEXT)).isSameAs(body);
    assertThat(heard).containsExactly("0 pii.email 2");
  }

  @Test
  void textWithoutFindingsPassesByReference() {
    ColumnVector body = new ColumnVector.Texts(new String[] {"order 4711", "2024-05-06"});

    assertThat(guarded(ContentGuard.Mode.MASK, body, CellType.TEXT)).isSameAs(body);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"mail\": \"jane@example.com\"}        | {\"mail\": \"***\"}",
        "{\"n\": [4111111111111111, 7]}          | {\"n\": [null, 7]}",
        "{\"n\": -4111111111111111}              | {\"n\": null}",
        "[\"a\\njane@example.com\\n\"]           | [\"a***\\n\"]",
        "[\"\\u00e9jane@example.com\"]           | [\"***\"]",
        "[\"-----BEGIN PRIVATE KEY-----MII\", 1] | [\"***\", null]",
        "{\"jane@example.com\": 1e5}             | {\"***\": 1e5}",
      })
  void jsonStaysJson(String json, String shown) {
    ColumnVector vector = new ColumnVector.Texts(new String[] {json});

    String guarded = guarded(ContentGuard.Mode.MASK, vector, CellType.JSON).text(0);

    assertThat(JsonMapper.shared().readTree(guarded))
        .isEqualTo(JsonMapper.shared().readTree(shown));
  }

  @Test
  void aMaskGoesBeforeAGuardAndOtherTypesAreNotRead() {
    ContentGuard guard = ContentGuard.of(ContentGuard.Mode.MASK, Detectors.all(), this::hear);
    MaskPlan plan =
        MaskPlan.of(
                List.of(
                    new ColumnMask(0, "mail", MaskKind.EMAIL, "pii.email → email"),
                    new ColumnMask(1, "number", MaskKind.NONE, ""),
                    new ColumnMask(2, "lifted", MaskKind.NONE, "")),
                List.of(
                    new ResultColumn("mail", "text", CellType.TEXT),
                    new ResultColumn("number", "int8", CellType.LONG),
                    new ResultColumn("lifted", "text", CellType.TEXT)),
                MaskKey.random(new SecureRandom()))
            .guardedBy(guard, position -> position != 2);

    RowBatch shown =
        plan.apply(
            new RowBatch(
                1,
                List.of(
                    new ColumnVector.Texts(new String[] {"jane@example.com"}),
                    new ColumnVector.Longs(new long[] {4111111111111111L}, new boolean[1]),
                    new ColumnVector.Texts(new String[] {"bob@example.com"}))));

    assertThat(shown.columns().stream().map(column -> column.text(0)))
        .containsExactly("j***@example.com", "4111111111111111", "bob@example.com");
    assertThat(heard).isEmpty();
  }

  private ColumnVector guarded(ContentGuard.Mode mode, ColumnVector vector, CellType type) {
    ContentGuard guard = ContentGuard.of(mode, Detectors.all(), this::hear);
    return MaskPlan.of(
            List.of(new ColumnMask(0, "body", MaskKind.NONE, "")),
            List.of(new ResultColumn("body", "its type", type)),
            MaskKey.random(new SecureRandom()))
        .guardedBy(guard, position -> true)
        .apply(new RowBatch(vector.size(), List.of(vector)))
        .columns()
        .getFirst();
  }

  private void hear(int position, String tag, int cells) {
    heard.add(position + " " + tag + " " + cells);
  }
}

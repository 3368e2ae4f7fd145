package dev.gatehouse.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySetTest {
  private static final String RULE =
      """
      version: 1
      tags:
        - { columns: "*.customers.email", tag: pii.email, linkable: true }
      masks:
        - { tag: pii.email, mask: email }
      rules:
        - id: analysts-read-sales
          effect: allow
          who: { groups: [analysts] }
          what: { environment: prod, relations: ["sales.*"], actions: [read] }
          when: "grant.purpose != '' && size(grant.ticket) > 0"
          limits: { rows: 100000, export: csv }
          reason: Analysts may read sales data for a stated purpose.
      """;

  @Test
  void theExampleOfTheDesignIsRead() throws PolicyException {
    PolicySet policy = PolicySet.parse(RULE);

    PolicyRule rule = policy.rules().getFirst();
    assertThat(rule.id()).isEqualTo("analysts-read-sales");
    assertThat(rule.line()).isEqualTo(7);
    assertThat(rule.limits().rows()).hasValue(100_000);
    assertThat(rule.limits().export()).contains(ExportFormat.CSV);
    assertThat(rule.who().groups()).containsExactly("analysts");
    assertThat(rule.when()).isPresent();
    assertThat(policy.masks()).containsEntry("pii.email", MaskKind.EMAIL);
  }

  @Test
  void theDigestIsOfTheExactBytes() throws PolicyException {
    String known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    PolicySet policy = PolicySet.parse(RULE);

    assertThat(policy.digest()).hasSize(64).isNotEqualTo(known);
    assertThat(PolicySet.parse(RULE.getBytes(StandardCharsets.UTF_8)).digest())
        .isEqualTo(policy.digest());
    assertThat(PolicySet.parse(RULE + "# a comment\n").digest()).isNotEqualTo(policy.digest());
  }

  @Test
  void everyProblemIsNamedWithItsLineAndRule() {
    String yaml =
        """
        version: 1
        colour: blue
        masks:
          - { tag: pii.email, mask: email }
        rules:
          - id: first
            effect: permit
            who: { groups: [] }
            what: { relations: [sales], actions: [read], colour: red }
            when: "grant.porpose == ''"
          - id: first
            effect: deny
            reason: No.
        """;

    PolicyException e = problems(yaml);

    assertThat(e.problems().stream().map(PolicyProblem::toString).toList())
        .anyMatch(p -> p.startsWith("line 2: 'colour' is unknown"))
        .anyMatch(p -> p.contains("no columns carry that tag"))
        .anyMatch(p -> p.startsWith("line 7, rule first: 'permit' is unknown for 'effect'"))
        .anyMatch(p -> p.startsWith("line 8, rule first: 'groups' is an empty list"))
        .anyMatch(p -> p.startsWith("line 9, rule first: 'sales' is no pattern"))
        .anyMatch(p -> p.startsWith("line 9, rule first: 'colour' is unknown"))
        .anyMatch(p -> p.startsWith("line 10, rule first: The condition is no CEL"))
        .anyMatch(p -> p.startsWith("line 6, rule first: 'reason' is missing"))
        .anyMatch(p -> p.startsWith("line 11, rule first: The id 'first' is taken"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | The file is empty",
        "`[]` | A table with the keys",
        "`version: 2` | 'version' is a whole number from 1 to 1",
        "`rules: []` | 'version' is missing",
        "`version: 1\nversion: 1` | stands here twice",
        "`version: &a 1` | no anchors",
        "`a: b: c` | This is no YAML",
        "`version: 1\n---\nversion: 1` | one YAML document",
        "`version: 1\n"
            + "tags: [{tag: x, columns: \"a.b\"}]\n"
            + "masks: [{tag: x, mask: none}]` | 'a.b' is no pattern",
        "`version: 1\ntags: [{tag: x, columns: \"a.b.c\"}]` | The tag 'x' has no mask",
        "`version: 1\n"
            + "tags: [{tag: x, columns: \"a.b.c\"}]\n"
            + "masks: [{tag: x, mask: none}, {tag: x, mask: email}]` | has two masks",
        "`version: 1\n"
            + "tags: [{tag: x, columns: \"a.b.c\"}]\n"
            + "masks: [{tag: x, mask: blur}]` | 'blur' is no mask",
        "`version: 1\n"
            + "rules: [{id: a, effect: allow, who: {groups: a}, what: {actions: read}, reason: r}]`"
            + " | names its relations",
        "`version: 1\n"
            + "rules: [{id: a, effect: allow, what: {relations: \"*.*\", actions: read}, reason:"
            + " r}]` | 'who' is missing",
        "`version: 1\n"
            + "rules: [{id: a, effect: deny, what: {tags: y}, reason: r}]` | The tag 'y' is not"
            + " defined",
        "`version: 1\n"
            + "rules: [{id: a, effect: deny, when: \"1 + 1\", reason: r}]` | The condition is no"
            + " CEL",
        "`version: 1\n"
            + "rules: [{id: a, effect: deny, limits: {rows: 5}, reason: r}]` | 'limits' belongs to"
            + " a rule that allows",
        "`version: 1\nrules: [{id: A b, effect: deny, reason: r}]` | is no id",
        "`version: 1\n"
            + "grants: [{id: a, effect: approve, who: {groups: a}, what: {relations: \"*.*\","
            + " actions: read}, max_minutes: 481, reason: r}]` | from 1 to 480",
        "`version: 1\n"
            + "grants: [{id: a, effect: approve, who: {groups: a}, what: {relations: \"*.*\","
            + " actions: read}, approvers: 2, reason: r}]` | belongs to a rule that asks for a"
            + " review",
      })
  void whatCannotBeMeantIsRefused(String yaml, String sentence) {
    assertThat(problems(yaml).getMessage()).contains(sentence);
  }

  @Test
  void anAllowInferenceRuleNeedsALinkableTagToLink() {
    String yaml =
        """
        version: 1
        tags: [{ columns: "*.c.e", tag: pii }]
        masks: [{ tag: pii, mask: redact }]
        rules:
          - { id: a, effect: allow_inference, who: { groups: x }, what: { tags: pii }, reason: r }
        """;

    assertThat(problems(yaml).getMessage()).contains("'pii' is not linkable");
  }

  @Test
  void theMaskNamedNullIsAWord() throws PolicyException {
    PolicySet policy =
        PolicySet.parse(
            "version: 1\ntags: [{columns: a.b.c, tag: x}]\nmasks: [{tag: x, mask: null}]");

    assertThat(policy.masks()).containsEntry("x", MaskKind.NULL);
  }

  @Test
  void deepNestingAndSizeAreRefusedNotCrashes() {
    assertThatThrownBy(() -> PolicySet.parse("[".repeat(200_000)))
        .isInstanceOf(PolicyException.class);
    assertThatThrownBy(() -> PolicySet.parse(" ".repeat(PolicySet.MAX_BYTES + 1)))
        .isInstanceOf(PolicyException.class);
    assertThatThrownBy(() -> PolicySet.parse(new byte[] {(byte) 0xff, (byte) 0xfe, 0}))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("UTF-8");
  }

  private static PolicyException problems(String yaml) {
    PolicyException e = catchThrowableOfType(PolicyException.class, () -> PolicySet.parse(yaml));
    assertThat(e).as("a problem in " + List.of(yaml)).isNotNull();
    return e;
  }

  @Test
  void contentIsFlaggedUnlessThePolicySaysOtherwiseAndAnotherWordIsAnError() throws Exception {
    assertThat(PolicySet.parse("version: 1").content()).isEqualTo(ContentCheck.FLAG);
    assertThat(PolicySet.parse("version: 1\ncontent: off").content()).isEqualTo(ContentCheck.OFF);
    assertThat(PolicySet.parse("version: 1\ncontent: mask").content()).isEqualTo(ContentCheck.MASK);
    assertThatThrownBy(() -> PolicySet.parse("version: 1\ncontent: maybe"))
        .hasMessageContaining("'content' is off, flag or mask.");
  }
}

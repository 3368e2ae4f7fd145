package dev.gatehouse.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide for policy authors: each of its examples loads, and it names what there is. */
class PolicyGuideTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static Stream<String> examples() throws IOException {
    return EXAMPLE.matcher(guide()).results().map(result -> result.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleLoads(String yaml) throws PolicyException {
    PolicySet policy = PolicySet.parse(yaml);

    assertThat(policy.rules()).isNotEmpty();
  }

  @Test
  void theGuideHasExamplesOfEveryEffect() throws IOException {
    Set<String> effects = new TreeSet<>();
    examples()
        .flatMap(yaml -> Pattern.compile("effect: (\\w+)").matcher(yaml).results())
        .map(MatchResult::group)
        .forEach(effects::add);

    for (RuleEffect effect : RuleEffect.values()) {
      boolean described = guide().contains("`" + effect.policyName() + "`");
      assertThat(described).as(effect.policyName()).isTrue();
    }
    assertThat(effects).contains("effect: allow", "effect: deny", "effect: allow_inference");
  }

  @Test
  void theGuideNamesEveryVariableMaskAndKey() throws IOException {
    String guide = guide();

    assertThat(Condition.statementVariables()).allMatch(name -> guide.contains("`" + name + "`"));
    assertThat(Condition.requestVariables())
        .filteredOn(name -> name.startsWith("request."))
        .allMatch(name -> guide.contains("`" + name + "`"));
    for (MaskKind mask : MaskKind.values()) {
      assertThat(guide).contains("`" + mask.policyName() + "`");
    }
    assertThat(PolicyKeys.GRANT).allMatch(key -> guide.contains(key));
    assertThat(PolicyKeys.WHAT).allMatch(key -> guide.contains("`" + key + "`"));
  }

  private static String guide() throws IOException {
    return Files.readString(Path.of("..", "docs", "policy.md"));
  }
}

package dev.gatehouse.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.analysis.ColumnUse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema and the parser name the same keys and the same words. */
class PolicySchemaTest {
  private static final JsonNode SCHEMA = schema();

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of("", PolicyKeys.POLICY),
        Arguments.of("tag", PolicyKeys.TAG),
        Arguments.of("mask", PolicyKeys.MASK),
        Arguments.of("rule", PolicyKeys.RULE),
        Arguments.of("who", PolicyKeys.WHO),
        Arguments.of("what", PolicyKeys.WHAT),
        Arguments.of("limits", PolicyKeys.LIMITS),
        Arguments.of("grant", PolicyKeys.GRANT),
        Arguments.of("grantWhat", PolicyKeys.GRANT_WHAT));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyTableHasTheSameKeys(String name, Set<String> keys) {
    JsonNode table = name.isEmpty() ? SCHEMA : SCHEMA.at("/$defs/" + name);

    assertThat(Set.copyOf(table.get("properties").propertyNames())).isEqualTo(keys);
    assertThat(table.get("additionalProperties").booleanValue()).isFalse();
  }

  @Test
  void everyWordIsTheSame() {
    assertThat(words("/$defs/rule/properties/effect")).isEqualTo(names(RuleEffect.values()));
    assertThat(words("/$defs/grant/properties/effect")).isEqualTo(names(RequestEffect.values()));
    assertThat(words("/$defs/action")).isEqualTo(names(Action.values()));
    assertThat(words("/$defs/export")).isEqualTo(names(ExportFormat.values()));
    assertThat(words("/$defs/use")).isEqualTo(names(ColumnUse.Kind.values()));
    assertThat(words("/$defs/mask/properties/mask")).isEqualTo(names(MaskKind.values()));
  }

  private static Set<String> words(String pointer) {
    return SCHEMA
        .at(pointer)
        .get("enum")
        .valueStream()
        .filter(node -> !node.isNull())
        .map(JsonNode::stringValue)
        .collect(Collectors.toSet());
  }

  private static Set<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Words::word).collect(Collectors.toSet());
  }

  private static JsonNode schema() {
    try (InputStream in = PolicySet.class.getResourceAsStream("policy.schema.json")) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.gatehouse.core.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a policy file with its lines. Whatever is unknown, doubled or of the wrong type
 * becomes a problem; the reader then goes on, so that one run names them all.
 */
final class YamlTable {
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final int line;
  private final Problems problems;
  private String rule;

  private YamlTable(MappingNode node, Set<String> known, String rule, Problems problems) {
    this.line = line(node);
    this.problems = problems;
    this.rule = rule;
    read(node, known);
  }

  static YamlTable of(Node node, Set<String> known, String rule, Problems problems) {
    if (node instanceof MappingNode mapping) {
      return new YamlTable(mapping, known, rule, problems);
    }
    problems.add(line(node), rule, "A table with the keys " + Words.list(known) + " goes here.");
    return new YamlTable(empty(), known, rule, problems);
  }

  private void read(MappingNode node, Set<String> known) {
    for (NodeTuple tuple : node.getValue()) {
      Node key = tuple.getKeyNode();
      if (!(key instanceof ScalarNode scalar)) {
        problems.add(line(key), rule, "A key is a word.");
        continue;
      }
      String name = scalar.getValue();
      if (!known.contains(name)) {
        problems.add(
            line(key), rule, "'" + name + "' is unknown; the keys are " + Words.list(known) + ".");
      } else if (values.put(name, tuple.getValueNode()) != null) {
        problems.add(line(key), rule, "'" + name + "' stands here twice.");
      }
    }
  }

  /** From now on problems name this rule. */
  void belongsTo(String ruleId) {
    rule = ruleId;
  }

  int line() {
    return line;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  void problem(String sentence) {
    problems.add(line, rule, sentence);
  }

  void problem(String key, String sentence) {
    Node node = values.get(key);
    problems.add(node == null ? line : line(node), rule, sentence);
  }

  /** A text that must be there and not blank. */
  String required(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty() && !has(key)) {
      problem("'" + key + "' is missing.");
    }
    return text.orElse("");
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).flatMap(node -> text(key, node));
  }

  /** Like {@link #required}, where the bare word null is a word too (the mask of that name). */
  String requiredWord(String key) {
    if (values.get(key) instanceof ScalarNode scalar && scalar.getValue().equals("null")) {
      return "null";
    }
    return required(key);
  }

  private Optional<String> text(String key, Node node) {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      if (!scalar.getValue().isBlank()) {
        return Optional.of(scalar.getValue().strip());
      }
      problems.add(line(node), rule, "'" + key + "' is empty.");
    } else {
      problems.add(line(node), rule, "'" + key + "' is a text; write other values in quotes.");
    }
    return Optional.empty();
  }

  Optional<Boolean> flag(String key) {
    Node node = values.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(scalar.getValue().toLowerCase(Locale.ROOT).equals("true"));
    }
    problem(key, "'" + key + "' is true or false.");
    return Optional.empty();
  }

  OptionalLong number(String key, long least, long most) {
    Node node = values.get(key);
    if (node == null) {
      return OptionalLong.empty();
    }
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
      try {
        long number = Long.parseLong(scalar.getValue());
        if (number >= least && number <= most) {
          return OptionalLong.of(number);
        }
      } catch (NumberFormatException tooLarge) {
        // said below, with the range
      }
    }
    problem(key, "'" + key + "' is a whole number from " + least + " to " + most + ".");
    return OptionalLong.empty();
  }

  /** One text, or a list of texts that is not empty. */
  Set<String> texts(String key) {
    Node node = values.get(key);
    Set<String> texts = new LinkedHashSet<>();
    if (node instanceof SequenceNode sequence) {
      if (sequence.getValue().isEmpty()) {
        problem(key, "'" + key + "' is an empty list; leave the key out or name something.");
      }
      sequence.getValue().forEach(item -> text(key, item).ifPresent(texts::add));
    } else if (node != null) {
      text(key, node).ifPresent(texts::add);
    }
    return texts;
  }

  /** Like {@link #texts}, each read by a reader that throws IllegalArgumentException. */
  <T> List<T> read(String key, Function<String, T> reader) {
    List<T> read = new ArrayList<>();
    for (String text : texts(key)) {
      try {
        read.add(reader.apply(text));
      } catch (IllegalArgumentException e) {
        problem(key, String.valueOf(e.getMessage()));
      }
    }
    return read;
  }

  YamlTable table(String key, Set<String> known) {
    Node node = values.get(key);
    return of(node == null ? empty() : node, known, rule, problems);
  }

  List<YamlTable> tables(String key, Set<String> known) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(item -> of(item, known, rule, problems)).toList();
    }
    problem(key, "'" + key + "' is a list.");
    return List.of();
  }

  private static MappingNode empty() {
    return new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}

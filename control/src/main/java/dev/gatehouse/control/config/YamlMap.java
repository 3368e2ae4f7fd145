package dev.gatehouse.control.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML file that remembers which keys were asked for, and on which line it is. */
final class YamlMap {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  private final String file;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  private YamlMap(String file, MappingNode node) throws StartupException {
    this.file = file;
    this.line = lineOf(node);
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new StartupException(place(tuple.getKeyNode()) + ": a key must be plain text.");
      }
      if (values.put(key.getValue(), tuple.getValueNode()) != null) {
        throw new StartupException(place(key) + ": '" + key.getValue() + "' stands here twice.");
      }
    }
  }

  static YamlMap read(Path path) throws StartupException {
    String file = String.valueOf(path.getFileName());
    String text;
    try {
      text = Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new StartupException("There is no configuration file " + path + ".", e);
    } catch (IOException e) {
      throw new StartupException("The configuration file " + path + " cannot be read.", e);
    }
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode map) {
        return new YamlMap(file, map);
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new StartupException(file + ", line " + line + ": this is not valid YAML.", e);
    } catch (YamlEngineException e) {
      throw new StartupException(file + " is not valid YAML.", e);
    }
    throw new StartupException(file + " must hold keys and values.");
  }

  /** Whether the key is there; it counts as known from now on. */
  boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** Every key that is there, in the file's order. */
  Set<String> keys() {
    return values.keySet();
  }

  String text(String key) throws StartupException {
    if (node(key) instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw wrong(key, "must hold a text");
  }

  String text(String key, String fallback) throws StartupException {
    return has(key) ? text(key) : fallback;
  }

  int number(String key, int least, int most) throws StartupException {
    try {
      int number = Integer.parseInt(text(key));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new StartupException(range(key, least, most), e);
    }
    throw new StartupException(range(key, least, most));
  }

  private String range(String key, int least, int most) {
    return at(key) + ": '" + key + "' must be a number from " + least + " to " + most + ".";
  }

  Duration duration(String key, Duration fallback) throws StartupException {
    if (!has(key)) {
      return fallback;
    }
    Matcher matcher = DURATION.matcher(text(key));
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw wrong(key, "must be a time such as 500ms, 10s, 15m or 24h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  YamlMap map(String key) throws StartupException {
    if (node(key) instanceof MappingNode map) {
      return new YamlMap(file, map);
    }
    throw wrong(key, "must hold keys and values");
  }

  List<YamlMap> maps(String key) throws StartupException {
    List<YamlMap> maps = new ArrayList<>();
    if (node(key) instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (!(item instanceof MappingNode map)) {
          throw new StartupException(
              place(item) + ": every entry of '" + key + "' must hold keys and values.");
        }
        maps.add(new YamlMap(file, map));
      }
      return maps;
    }
    throw wrong(key, "must hold a list");
  }

  List<String> texts(String key) throws StartupException {
    List<String> texts = new ArrayList<>();
    if (node(key) instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (!(item instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
          throw new StartupException(
              place(item) + ": every entry of '" + key + "' must be a text.");
        }
        texts.add(scalar.getValue());
      }
      return texts;
    }
    throw wrong(key, "must hold a list of texts");
  }

  Map<String, String> textMap(String key) throws StartupException {
    YamlMap map = map(key);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : map.values.keySet()) {
      texts.put(name, map.text(name));
    }
    return texts;
  }

  /** To be called when everything was read: what nobody asked for is a mistake. */
  void refuseUnknownKeys() throws StartupException {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        throw wrong(key, "is no known key here; the known ones are " + String.join(", ", known()));
      }
    }
  }

  private List<String> known() {
    return asked.stream().sorted().toList();
  }

  StartupException wrong(String key, String what) {
    return new StartupException(at(key) + ": '" + key + "' " + what + ".");
  }

  /** Where the key stands, such as {@code control.yaml, line 4}. */
  String at(String key) {
    Node node = values.get(key);
    return node == null ? file + ", line " + line : place(node);
  }

  private Node node(String key) throws StartupException {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      throw wrong(key, "is missing");
    }
    return node;
  }

  private String place(Node node) {
    return file + ", line " + lineOf(node);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}

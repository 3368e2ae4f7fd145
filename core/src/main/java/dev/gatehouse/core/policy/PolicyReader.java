package dev.gatehouse.core.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Text to policy: the file's tables, then what must hold between them. */
final class PolicyReader {
  private static final int MAX_DEPTH = 20;

  private final String yaml;
  private final String digest;
  private final Problems problems = new Problems();
  private final Map<String, Integer> idLines = new HashMap<>();

  PolicyReader(String yaml, String digest) {
    this.yaml = yaml;
    this.digest = digest;
  }

  PolicySet read() throws PolicyException {
    YamlTable file = YamlTable.of(compose(), PolicyKeys.POLICY, "", problems);
    if (file.number("version", 1, 1).isEmpty() && !file.has("version")) {
      file.problem("'version' is missing; write version: 1.");
    }
    List<TagRule> tags = new ArrayList<>();
    file.tables("tags", PolicyKeys.TAG).forEach(table -> readTag(table, tags));
    Map<String, MaskKind> masks = new LinkedHashMap<>();
    file.tables("masks", PolicyKeys.MASK).forEach(table -> readMask(table, masks));
    ContentCheck content = readContent(file);
    Set<String> tagNames = checkMasks(tags, masks);
    RuleReader rules = new RuleReader(idLines, tagNames, linkable(tags));
    List<PolicyRule> statementRules =
        file.tables("rules", PolicyKeys.RULE).stream().map(rules::rule).toList();
    List<RequestRule> requestRules =
        file.tables("grants", PolicyKeys.GRANT).stream().map(rules::requestRule).toList();
    problems.failIfAny();
    return new PolicySet(digest, tags, masks, content, statementRules, requestRules);
  }

  private Node compose() throws PolicyException {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("policy")
            .setCodePointLimit(PolicySet.MAX_BYTES)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      Iterator<Node> documents = new Compose(settings).composeAllFromString(yaml).iterator();
      if (!documents.hasNext()) {
        problems.add(1, "", "The file is empty; write at least version: 1.");
        throw problems.exception();
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        problems.add(YamlTable.line(documents.next()), "", "A policy is one YAML document.");
        throw problems.exception();
      }
      checkShape(first, 0);
      return first;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(line, "", "This is no YAML: " + e.getProblem() + ".");
    } catch (YamlEngineException e) {
      problems.add(1, "", "This is no YAML that a policy may use.");
    } catch (StackOverflowError e) {
      problems.add(1, "", "The file is nested too deeply.");
    }
    throw problems.exception();
  }

  /** Anchors make one text stand in two places, which a reader of a policy overlooks. */
  private void checkShape(Node node, int depth) throws PolicyException {
    if (node.getAnchor().isPresent() || depth > MAX_DEPTH) {
      problems.add(
          YamlTable.line(node),
          "",
          depth > MAX_DEPTH ? "The file is nested too deeply." : "A policy has no anchors.");
      throw problems.exception();
    }
    if (node instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        checkShape(tuple.getKeyNode(), depth + 1);
        checkShape(tuple.getValueNode(), depth + 1);
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        checkShape(item, depth + 1);
      }
    } else if (node instanceof CollectionNode<?>) {
      throw new IllegalStateException("YAML has only mappings and sequences.");
    }
  }

  private void readTag(YamlTable table, List<TagRule> tags) {
    String tag = table.required("tag");
    String presence = table.text("presence").orElse("open");
    if (!presence.equals("open") && !presence.equals("closed")) {
      table.problem("presence", "'presence' is open or closed.");
    }
    if (!table.has("columns")) {
      table.problem("'columns' is missing.");
    }
    for (ColumnPattern columns : table.read("columns", ColumnPattern::parse)) {
      tags.add(
          new TagRule(
              columns,
              tag,
              table.flag("linkable").orElse(false),
              presence.equals("closed"),
              table.line()));
    }
  }

  private void readMask(YamlTable table, Map<String, MaskKind> masks) {
    String tag = table.required("tag");
    String word = table.requiredWord("mask");
    if (tag.isEmpty() || word.isEmpty()) {
      return;
    }
    for (MaskKind kind : MaskKind.values()) {
      if (kind.policyName().equals(word)) {
        if (masks.put(tag, kind) != null) {
          table.problem("The tag '" + tag + "' has two masks; keep one.");
        }
        return;
      }
    }
    table.problem(
        "mask", "'" + word + "' is no mask; use " + Words.list(List.of(MaskKind.values())) + ".");
  }

  private static ContentCheck readContent(YamlTable file) {
    String word = file.text("content").orElse(ContentCheck.FLAG.policyName());
    for (ContentCheck check : ContentCheck.values()) {
      if (check.policyName().equals(word)) {
        return check;
      }
    }
    file.problem("content", "'content' is off, flag or mask.");
    return ContentCheck.MASK;
  }

  private Set<String> checkMasks(List<TagRule> tags, Map<String, MaskKind> masks) {
    Set<String> names = new HashSet<>();
    for (TagRule tag : tags) {
      if (names.add(tag.tag()) && !tag.tag().isEmpty() && !masks.containsKey(tag.tag())) {
        problems.add(
            tag.line(),
            "",
            "The tag '"
                + tag.tag()
                + "' has no mask; give it one under masks, none if it is open.");
      }
    }
    for (String tag : masks.keySet()) {
      if (!names.contains(tag)) {
        problems.add(
            1, "", String.format(Locale.ROOT, "The mask of '%s': no columns carry that tag.", tag));
      }
    }
    return names;
  }

  private static Set<String> linkable(List<TagRule> tags) {
    Set<String> linkable = new HashSet<>();
    tags.stream().filter(TagRule::linkable).forEach(tag -> linkable.add(tag.tag()));
    return linkable;
  }
}

package dev.gatehouse.core.policy;

import java.util.Set;

/** The keys of a policy file, table by table; {@code policy.schema.json} says the same. */
final class PolicyKeys {
  static final Set<String> POLICY =
      Set.of("version", "tags", "masks", "content", "rules", "grants");
  static final Set<String> TAG = Set.of("columns", "tag", "linkable", "presence");
  static final Set<String> MASK = Set.of("tag", "mask");
  static final Set<String> RULE =
      Set.of("id", "effect", "who", "what", "when", "limits", "typed_name", "reason");
  static final Set<String> WHO = Set.of("groups", "subjects");
  static final Set<String> WHAT =
      Set.of(
          "environment",
          "sources",
          "relations",
          "actions",
          "columns",
          "tags",
          "destructive",
          "uses");
  static final Set<String> LIMITS = Set.of("rows", "export");
  static final Set<String> GRANT =
      Set.of(
          "id",
          "effect",
          "who",
          "what",
          "when",
          "max_minutes",
          "max_export",
          "max_rows",
          "approvers",
          "approved_by",
          "reason");
  static final Set<String> GRANT_WHAT =
      Set.of("environment", "sources", "relations", "actions", "unmask");

  private PolicyKeys() {}
}

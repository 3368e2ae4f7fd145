package dev.gatehouse.core.decision;

import dev.gatehouse.core.analysis.ColumnUse;
import dev.gatehouse.core.analysis.Facts;
import dev.gatehouse.core.policy.PolicyRule;
import dev.gatehouse.core.policy.SensitiveColumn;
import dev.gatehouse.core.policy.SensitiveColumns;
import dev.gatehouse.core.policy.What;
import dev.gatehouse.core.policy.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Uses of masked columns that could tell something about their values without showing them. Each
 * needs a rule that allows it; copying them ({@code WRITE_SOURCE}), or writing a mask over them, no
 * rule allows.
 */
final class Inference {
  /** A use that needs a rule. */
  record Finding(SensitiveColumn sensitive, ColumnUse.Kind kind) {}

  private final Set<String> lifted;
  private final List<Finding> findings = new ArrayList<>();
  private final List<SensitiveColumn> copied = new ArrayList<>();
  private final List<SensitiveColumn> overwritten = new ArrayList<>();
  private final List<SensitiveColumn> moved = new ArrayList<>();

  Inference(Facts facts, SensitiveColumns sensitive, Set<String> lifted) {
    this.lifted = Set.copyOf(lifted);
    List<ColumnUse> uses = new ArrayList<>(facts.uses());
    uses.sort(Comparator.comparing(ColumnUse::column).thenComparing(ColumnUse::kind));
    for (ColumnUse use : uses) {
      sensitive.of(use.column()).ifPresent(found -> add(found, use.kind()));
    }
  }

  private void add(SensitiveColumn column, ColumnUse.Kind kind) {
    switch (kind) {
      case WRITE_TARGET, REFERENCE -> {}
      // Also where the grant lifts the mask: the copy would be open to everyone.
      case WRITE_SOURCE -> copied.add(column);
      // Also where the grant lifts the mask: the tag would be lost for everyone.
      case MOVED -> moved.add(column);
      // Where the grant lifts the mask, the person saw the value and may mean such a text.
      case PLACEHOLDER -> {
        if (column.isMasked(lifted)) {
          overwritten.add(column);
        }
      }
      case PRESENCE -> {
        if (column.presenceClosed() && column.isMasked(lifted)) {
          findings.add(new Finding(column, kind));
        }
      }
      case PREDICATE,
          EQUALITY,
          JOIN,
          GROUPING,
          ORDERING,
          DISTINCT,
          HAVING,
          LIMIT,
          WINDOW,
          FILTER,
          SET_OPERATION,
          CONTROL,
          FALLIBLE -> {
        if (column.isMasked(lifted)) {
          findings.add(new Finding(column, kind));
        }
      }
    }
  }

  /** The findings that a rule opens, in words; adds a miss where there is none. */
  String covered(PolicyRule rule, List<String> misses) {
    List<String> covered =
        findings.stream()
            .filter(finding -> opens(rule.what(), finding))
            .map(finding -> Words.word(finding.kind()) + " of " + finding.sensitive().column())
            .toList();
    if (covered.isEmpty()) {
      misses.add("no use of a masked column that it opens");
    }
    return String.join(", ", covered);
  }

  /** The first use that no matching rule opens. */
  Optional<Finding> open(List<RuleMatch> matches) {
    return findings.stream()
        .filter(
            finding ->
                matches.stream()
                    .filter(RuleMatch::matched)
                    .noneMatch(match -> opens(match.rule(), finding)))
        .findFirst();
  }

  /** The first masked column whose values would be written elsewhere. */
  Optional<SensitiveColumn> copied() {
    return copied.stream().findFirst();
  }

  /** The first masked column that would get another name or place. */
  Optional<SensitiveColumn> moved() {
    return moved.stream().findFirst();
  }

  /** The first masked column that a text that looks like a mask would be written to. */
  Optional<SensitiveColumn> overwritten() {
    return overwritten.stream().findFirst();
  }

  private boolean opens(PolicyRule rule, Finding finding) {
    return switch (rule.effect()) {
      case ALLOW_INFERENCE -> opens(rule.what(), finding);
      case ALLOW, DENY, CONFIRM, NEEDS_APPROVAL -> false;
    };
  }

  private boolean opens(What what, Finding finding) {
    SensitiveColumn column = finding.sensitive();
    boolean named =
        what.columns().isEmpty()
            || what.columns().stream().anyMatch(pattern -> pattern.matches(column.column()));
    boolean tagged =
        what.tags().isEmpty()
            || column.masks().keySet().stream()
                .allMatch(tag -> lifted.contains(tag) || what.tags().contains(tag));
    return named && tagged && what.names(column.column().relation()) && opensKind(what, finding);
  }

  private static boolean opensKind(What what, Finding finding) {
    boolean links =
        finding.kind() == ColumnUse.Kind.EQUALITY || finding.kind() == ColumnUse.Kind.JOIN;
    if (links && !finding.sensitive().linkable()) {
      return false;
    }
    return what.uses().isEmpty() ? links : what.uses().contains(finding.kind());
  }
}

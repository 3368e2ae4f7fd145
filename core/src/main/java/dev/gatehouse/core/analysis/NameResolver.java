package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a name means, in the server's order (PostgreSQL, {@code transformColumnRef}): a column
 * of the nearest level that has one, else a relation's whole row; with a dot, a column of the
 * nearest relation of that name.
 */
final class NameResolver {
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");
  private final Map<Expr.Name, Scope.SourceColumn> resolved = new IdentityHashMap<>();

  private final FactsSink sink;
  private final Rules rules;

  NameResolver(FactsSink sink, Rules rules) {
    this.sink = sink;
    this.rules = rules;
  }

  /** A column or, for a relation's name, all of its columns. */
  Lineage resolve(Expr.Name name, Scope scope) {
    Lineage lineage = lineage(name, scope);
    sink.reference(lineage);
    return lineage;
  }

  private Lineage lineage(Expr.Name name, Scope scope) {
    List<Identifier> parts = name.parts();
    if (parts.size() == 1) {
      return bare(name, scope);
    }
    Scope.SourceRelation relation = relation(parts.subList(0, parts.size() - 1), scope);
    return column(name, relation).lineage();
  }

  /** The column that a name was resolved to; empty for a whole row. */
  Optional<Scope.SourceColumn> columnOf(Expr.Name name) {
    return Optional.ofNullable(resolved.get(name));
  }

  private Lineage bare(Expr.Name name, Scope scope) {
    String wanted = name.last().name();
    List<Lineage> labels = new ArrayList<>();
    boolean inside = false;
    for (Scope level = scope; level != null; level = level.outer()) {
      if (inside || level.labels().here()) {
        labels.addAll(labelled(wanted, level.labels().columns()));
      }
      inside = true;
      List<Scope.SourceColumn> found = called(wanted, level.columns());
      if (!found.isEmpty()) {
        return remember(name, found, labels);
      }
    }
    return labels.isEmpty() ? wholeRow(wanted, scope) : remember(name, List.of(), labels);
  }

  /** The column, or one of the labels of the same name: which of them, the place decides. */
  private Lineage remember(Expr.Name name, List<Scope.SourceColumn> found, List<Lineage> labels) {
    Scope.SourceColumn meant;
    if (labels.isEmpty()) {
      meant = only(name.last().name(), found);
    } else {
      List<Lineage> all = new ArrayList<>(labels);
      found.forEach(column -> all.add(column.lineage()));
      meant = new Scope.SourceColumn(Optional.of(name.last().name()), Lineages.anyOf(all));
    }
    resolved.put(name, meant);
    return meant.lineage();
  }

  private List<Lineage> labelled(String wanted, List<Scope.SourceColumn> labels) {
    return labels.stream()
        .filter(label -> label.name().filter(own -> rules.sameColumn(own, wanted)).isPresent())
        .map(Scope.SourceColumn::lineage)
        .toList();
  }

  private Lineage wholeRow(String wanted, Scope scope) {
    for (Scope level = scope; level != null && rules.namesRows(); level = level.outer()) {
      List<Scope.SourceRelation> found = named(wanted, level.relations());
      if (!found.isEmpty()) {
        return one(found, wanted).wholeRow();
      }
    }
    throw unknown(wanted);
  }

  private static Scope.SourceColumn only(String wanted, List<Scope.SourceColumn> found) {
    if (found.size() > 1) {
      throw AnalysisRefusedException.ambiguous(wanted);
    }
    return found.getFirst();
  }

  /** The columns of that name; none may stand beside them whose name is not known. */
  private List<Scope.SourceColumn> called(String wanted, List<Scope.SourceColumn> columns) {
    List<Scope.SourceColumn> found = new ArrayList<>();
    boolean uncertain = false;
    for (Scope.SourceColumn column : columns) {
      if (column.name().isEmpty()) {
        uncertain |= rules.mayBeCalled(wanted);
      } else if (rules.sameColumn(column.name().get(), wanted)) {
        found.add(column);
      }
    }
    if (uncertain && found.size() <= 1) {
      throw AnalysisRefusedException.unsupported(
          "the name " + wanted + " beside a column without a label");
    }
    return found;
  }

  private Scope.SourceColumn column(Expr.Name name, Scope.SourceRelation relation) {
    String wanted = name.last().name();
    List<Scope.SourceColumn> all = called(wanted, relation.columns());
    if (all.isEmpty()) {
      throw unknown(relation.alias() + "." + wanted);
    }
    Scope.SourceColumn found = only(wanted, all);
    resolved.put(name, found);
    return found;
  }

  private static AnalysisRefusedException unknown(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return SYSTEM_COLUMNS.contains(last)
        ? AnalysisRefusedException.unsupported("the system column " + last)
        : AnalysisRefusedException.unknownColumn(name);
  }

  /** The relation that a qualifier names. */
  Scope.SourceRelation relation(List<Identifier> qualifier, Scope scope) {
    String last = qualifier.getLast().name();
    for (Scope level = scope; level != null; level = level.outer()) {
      List<Scope.SourceRelation> found = new ArrayList<>();
      for (Scope.SourceRelation relation : level.relations()) {
        if (qualifier.size() == 1
            ? rules.sameRelation(relation.alias(), last)
            : isFully(qualifier, relation)) {
          found.add(relation);
        }
      }
      if (!found.isEmpty()) {
        return one(found, last);
      }
    }
    throw AnalysisRefusedException.unknownColumn(
        String.join(".", qualifier.stream().map(Identifier::name).toList()) + ".…");
  }

  private boolean isFully(List<Identifier> qualifier, Scope.SourceRelation relation) {
    return qualifier.size() == 2
        && relation.relation().isPresent()
        && rules.sameRelation(relation.relation().get().schema(), qualifier.get(0).name())
        && rules.sameRelation(relation.relation().get().name(), qualifier.get(1).name());
  }

  private List<Scope.SourceRelation> named(String alias, List<Scope.SourceRelation> relations) {
    return relations.stream()
        .filter(relation -> rules.sameRelation(relation.alias(), alias))
        .toList();
  }

  private static Scope.SourceRelation one(List<Scope.SourceRelation> found, String name) {
    if (found.size() > 1) {
      throw AnalysisRefusedException.ambiguous(name);
    }
    return found.getFirst();
  }
}

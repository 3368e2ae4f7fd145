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

  NameResolver(FactsSink sink) {
    this.sink = sink;
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
    for (Scope level = scope; level != null; level = level.outer()) {
      Scope.SourceColumn found = only(wanted, level.columns());
      if (found != null) {
        resolved.put(name, found);
        return found.lineage();
      }
    }
    for (Scope level = scope; level != null; level = level.outer()) {
      List<Scope.SourceRelation> found = named(wanted, level.relations());
      if (!found.isEmpty()) {
        return one(found, wanted).wholeRow();
      }
    }
    throw unknown(wanted);
  }

  private static Scope.@org.jspecify.annotations.Nullable SourceColumn only(
      String wanted, List<Scope.SourceColumn> columns) {
    Scope.SourceColumn found = null;
    boolean uncertain = false;
    for (Scope.SourceColumn column : columns) {
      if (column.name().isEmpty()) {
        uncertain = true;
      } else if (column.name().get().equals(wanted)) {
        if (found != null) {
          throw AnalysisRefusedException.ambiguous(wanted);
        }
        found = column;
      }
    }
    if (uncertain) {
      throw AnalysisRefusedException.unsupported(
          "the name " + wanted + " beside a column without a label");
    }
    return found;
  }

  private Scope.SourceColumn column(Expr.Name name, Scope.SourceRelation relation) {
    String wanted = name.last().name();
    Scope.SourceColumn found = only(wanted, relation.columns());
    if (found == null) {
      throw unknown(relation.alias() + "." + wanted);
    }
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
        if (qualifier.size() == 1 ? relation.alias().equals(last) : isFully(qualifier, relation)) {
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

  private static boolean isFully(List<Identifier> qualifier, Scope.SourceRelation relation) {
    return qualifier.size() == 2
        && relation.relation().isPresent()
        && relation.relation().get().schema().equals(qualifier.get(0).name())
        && relation.relation().get().name().equals(qualifier.get(1).name());
  }

  private static List<Scope.SourceRelation> named(
      String alias, List<Scope.SourceRelation> relations) {
    return relations.stream().filter(relation -> relation.alias().equals(alias)).toList();
  }

  private static Scope.SourceRelation one(List<Scope.SourceRelation> found, String name) {
    if (found.size() > 1) {
      throw AnalysisRefusedException.ambiguous(name);
    }
    return found.getFirst();
  }
}

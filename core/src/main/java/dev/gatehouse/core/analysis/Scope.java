package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.RelationName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression sees at one level, and the levels around it. Immutable.
 *
 * @param outer the level around this one
 * @param relations what may stand before a dot
 * @param columns what may stand alone, in the order of a star; merged columns of USING once
 * @param tables common table expressions that FROM may name at this level
 * @param labels names of the select list that may be meant besides columns
 */
record Scope(
    @Nullable Scope outer,
    List<SourceRelation> relations,
    List<SourceColumn> columns,
    Map<String, CommonTableColumns> tables,
    Labels labels) {
  Scope {
    relations = List.copyOf(relations);
    columns = List.copyOf(columns);
    tables = Map.copyOf(tables);
  }

  static Scope root() {
    return new Scope(null, List.of(), List.of(), Map.of(), Labels.NONE);
  }

  /** A level inside this one that sees what FROM gives. */
  Scope inside(FromColumns from) {
    return new Scope(this, from.relations(), from.columns(), Map.of(), Labels.NONE);
  }

  /** This level with one more common table expression, by its name. */
  Scope withTable(String name, CommonTableColumns columnsOfIt) {
    Map<String, CommonTableColumns> more = new HashMap<>(tables);
    more.put(name, columnsOfIt);
    return new Scope(outer, relations, columns, more, labels);
  }

  /** A level inside this one, for common table expressions alone. */
  Scope forTables() {
    return new Scope(this, List.of(), List.of(), Map.of(), Labels.NONE);
  }

  /** This level with the labels that may be meant. */
  Scope labelled(Labels seen) {
    return new Scope(outer, relations, columns, tables, seen);
  }

  /** The common table expression of that name that is nearest. */
  Optional<CommonTableColumns> table(String name) {
    for (Scope level = this; level != null; level = level.outer) {
      CommonTableColumns found = level.tables.get(name);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /**
   * Labels of a select list.
   *
   * @param columns what they stand for
   * @param here whether this level's own expressions may mean them, or only those inside of it
   */
  record Labels(List<SourceColumn> columns, boolean here) {
    static final Labels NONE = new Labels(List.of(), false);

    Labels {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A relation that a query sees.
   *
   * @param alias the name before a dot; absent for a join without one
   * @param relation the catalog's name where it may be written in full: no alias hides it
   * @param columns its columns in order
   */
  record SourceRelation(String alias, Optional<RelationName> relation, List<SourceColumn> columns) {
    SourceRelation {
      columns = List.copyOf(columns);
    }

    /** All of its columns as one value. */
    Lineage wholeRow() {
      return Lineages.derived(columns.stream().map(SourceColumn::lineage).toList());
    }
  }

  /**
   * A column that a query sees. Compared by identity where it matters whose it is.
   *
   * @param name its name; empty where the server's choice of a name is not known
   * @param lineage where its values come from
   */
  record SourceColumn(Optional<String> name, Lineage lineage) {}

  /** What FROM gives: relations for dots, columns for bare names and stars. */
  record FromColumns(List<SourceRelation> relations, List<SourceColumn> columns) {
    FromColumns {
      relations = List.copyOf(relations);
      columns = List.copyOf(columns);
    }

    static FromColumns none() {
      return new FromColumns(List.of(), List.of());
    }

    static FromColumns of(SourceRelation relation) {
      return new FromColumns(List.of(relation), relation.columns());
    }

    FromColumns plus(FromColumns other) {
      List<SourceRelation> allRelations = new ArrayList<>(relations);
      allRelations.addAll(other.relations);
      for (int i = 0; i < relations.size(); i++) {
        for (SourceRelation relation : other.relations) {
          if (relations.get(i).alias().equals(relation.alias())) {
            throw AnalysisRefusedException.ambiguous(relation.alias());
          }
        }
      }
      List<SourceColumn> allColumns = new ArrayList<>(columns);
      allColumns.addAll(other.columns);
      return new FromColumns(allRelations, allColumns);
    }
  }

  /**
   * The columns of a common table expression.
   *
   * @param columns absent where it is not known yet: a name that WITH RECURSIVE defines later
   */
  record CommonTableColumns(Optional<List<SourceColumn>> columns) {}
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves FROM: relations, derived tables, laterals, functions and joins. */
final class Froms {
  private final Analysis analysis;

  Froms(Analysis analysis) {
    this.analysis = analysis;
  }

  /** What the items give together, each lateral one seeing those before it. */
  Scope.FromColumns resolve(List<From> items, Scope outer) {
    return resolve(items, outer, Scope.FromColumns.none());
  }

  /** The same, with something visible before the first item, such as the target of an UPDATE. */
  Scope.FromColumns resolve(List<From> items, Scope outer, Scope.FromColumns before) {
    Scope.FromColumns visible = before;
    for (From item : items) {
      visible = visible.plus(item(item, outer, visible));
    }
    return visible;
  }

  /** The columns of {@code TABLE t}. */
  List<Scope.SourceColumn> wholeTable(List<Identifier> name, Scope scope) {
    List<Scope.SourceColumn> columns =
        relation(new From.Relation(name, Optional.empty()), scope).columns();
    columns.forEach(column -> analysis.sink().reference(column.lineage()));
    return columns;
  }

  /** One item; siblings are visible to laterals and functions alone. */
  Scope.FromColumns item(From item, Scope outer, Scope.FromColumns siblings) {
    return switch (item) {
      case From.Relation relation -> relation(relation, outer);
      case From.Sampled sampled -> {
        analysis.sink().hazard(Hazard.VOLATILE_ROUTINE);
        yield relation(sampled.relation(), outer);
      }
      case From.Derived derived -> derived(derived, outer, siblings);
      case From.Function function -> function(function, outer, siblings);
      case From.Join join -> join(join, outer, siblings);
      case From.Nested nested -> nested(nested, outer, siblings);
    };
  }

  private Scope.FromColumns relation(From.Relation item, Scope outer) {
    if (item.name().size() == 1) {
      String name = item.name().getFirst().name();
      Optional<Scope.CommonTableColumns> table = outer.table(analysis.rules().commonTable(name));
      if (table.isPresent()) {
        List<Scope.SourceColumn> columns =
            table
                .get()
                .columns()
                .orElseThrow(
                    () ->
                        AnalysisRefusedException.unsupported(
                            "a WITH RECURSIVE name before its definition (" + name + ")"));
        item.hint().ifPresent(_ -> ordering(columns));
        return source(item.alias(), name, Optional.empty(), columns);
      }
    }
    Relation relation = analysis.relations().find(item.name());
    List<Scope.SourceColumn> columns = analysis.relations().read(relation);
    item.hint().ifPresent(hint -> ordering(indexed(hint, relation, columns)));
    return source(
        item.alias(),
        relation.name().name(),
        analysis.rules().qualified(relation, item.alias()),
        columns);
  }

  /** An index gives rows in its columns' order, which are known of the primary key alone. */
  private List<Scope.SourceColumn> indexed(
      From.IndexHint hint, Relation relation, List<Scope.SourceColumn> columns) {
    boolean primary = hint.asksForPrimary() && !relation.primaryKey().isEmpty();
    return primary
        ? columns.stream()
            .filter(c -> c.name().filter(n -> isAmong(relation.primaryKey(), n)).isPresent())
            .toList()
        : columns;
  }

  private void ordering(List<Scope.SourceColumn> columns) {
    columns.forEach(column -> analysis.sink().use(column.lineage(), ColumnUse.Kind.ORDERING));
  }

  private Scope.FromColumns source(
      Optional<From.Alias> alias,
      String ownName,
      Optional<RelationName> qualified,
      List<Scope.SourceColumn> columns) {
    if (alias.isEmpty()) {
      return Scope.FromColumns.of(new Scope.SourceRelation(ownName, qualified, columns));
    }
    return Scope.FromColumns.of(
        new Scope.SourceRelation(
            alias.get().name().name(),
            qualified,
            analysis.queries().commonTables().rename(alias.get().columns(), columns)));
  }

  private Scope.FromColumns derived(From.Derived item, Scope outer, Scope.FromColumns siblings) {
    Scope scope = item.lateral() ? outer.inside(siblings) : outer;
    List<Scope.SourceColumn> columns = analysis.queries().resolve(item.query(), scope);
    return source(item.alias(), "", Optional.empty(), columns);
  }

  private Scope.FromColumns function(From.Function item, Scope outer, Scope.FromColumns siblings) {
    String name = item.call().name().getLast().name();
    String alias = item.alias().map(a -> a.name().name()).orElse(name);
    List<Scope.SourceColumn> columns =
        new ArrayList<>(analysis.calls().tableFunction(item.call(), alias, outer.inside(siblings)));
    if (item.ordinality()) {
      columns.add(new Scope.SourceColumn(Optional.of("ordinality"), Lineages.CONSTANT));
    }
    return source(item.alias(), name, Optional.empty(), columns);
  }

  private Scope.FromColumns nested(From.Nested item, Scope outer, Scope.FromColumns siblings) {
    Scope.FromColumns inner = item(item.inner(), outer, siblings);
    if (item.alias().isEmpty()) {
      return inner;
    }
    return source(item.alias(), "", Optional.empty(), inner.columns());
  }

  private Scope.FromColumns join(From.Join join, Scope outer, Scope.FromColumns siblings) {
    Scope.FromColumns left = item(join.left(), outer, siblings);
    Scope.FromColumns right = item(join.right(), outer, siblings.plus(left));
    Scope.FromColumns both = left.plus(right);
    if (join.kind() == From.Join.Kind.CROSS && join.right() instanceof From.Relation) {
      analysis.sink().hazard(Hazard.CARTESIAN_PRODUCT);
    }
    boolean merges = join.natural() || join.condition() instanceof From.Using;
    if (merges && join.kind() == From.Join.Kind.RIGHT && analysis.rules().mergesLikeFirstSide()) {
      if (analysis.catalog().dialect() == Dialect.MYSQL) {
        // Which side comes first was seen on MariaDB alone.
        throw AnalysisRefusedException.unsupported("RIGHT JOIN with NATURAL or USING");
      }
      Scope.FromColumns swapped = left;
      left = right;
      right = swapped;
    }
    if (join.natural()) {
      return merge(left, right, both, common(left, right));
    }
    return switch (join.condition()) {
      case From.Unconditional _ -> both;
      case From.On on -> {
        analysis.predicates().resolve(on.value(), outer.inside(both), ColumnUse.Kind.JOIN);
        yield both;
      }
      case From.Using using -> merge(left, right, both, ordered(using, left));
    };
  }

  private List<String> ordered(From.Using using, Scope.FromColumns first) {
    List<String> listed = using.columns().stream().map(Identifier::name).toList();
    if (!analysis.rules().mergesLikeFirstSide()) {
      return listed;
    }
    listed.forEach(name -> one(first, name));
    return first.columns().stream()
        .flatMap(column -> column.name().stream())
        .filter(name -> isAmong(listed, name))
        .toList();
  }

  private List<String> common(Scope.FromColumns left, Scope.FromColumns right) {
    List<String> names = new ArrayList<>();
    for (Scope.SourceColumn column : left.columns()) {
      String name =
          column
              .name()
              .orElseThrow(
                  () -> AnalysisRefusedException.unsupported("NATURAL beside a nameless column"));
      boolean shared =
          right.columns().stream()
              .anyMatch(
                  other ->
                      analysis
                          .rules()
                          .sameColumn(
                              name,
                              other
                                  .name()
                                  .orElseThrow(
                                      () ->
                                          AnalysisRefusedException.unsupported(
                                              "NATURAL beside a nameless column"))));
      if (shared) {
        names.add(name);
      }
    }
    return names;
  }

  /** USING and NATURAL: the shared columns once and first, then the rest of both sides. */
  private Scope.FromColumns merge(
      Scope.FromColumns left, Scope.FromColumns right, Scope.FromColumns both, List<String> names) {
    List<Scope.SourceColumn> columns = new ArrayList<>();
    for (String name : names) {
      Lineage of = one(left, name).lineage();
      Lineage to = one(right, name).lineage();
      ColumnUse.Kind use =
          analysis.predicates().sameValues(of, to) ? ColumnUse.Kind.JOIN : ColumnUse.Kind.PREDICATE;
      analysis.sink().use(of, use);
      analysis.sink().use(to, use);
      columns.add(new Scope.SourceColumn(Optional.of(name), Lineages.anyOf(List.of(of, to))));
    }
    for (Scope.FromColumns side : List.of(left, right)) {
      for (Scope.SourceColumn column : side.columns()) {
        if (column.name().filter(own -> isAmong(names, own)).isEmpty()) {
          columns.add(column);
        }
      }
    }
    return new Scope.FromColumns(both.relations(), columns);
  }

  private boolean isAmong(List<String> names, String name) {
    return names.stream().anyMatch(other -> analysis.rules().sameColumn(other, name));
  }

  private Scope.SourceColumn one(Scope.FromColumns side, String name) {
    List<Scope.SourceColumn> found =
        side.columns().stream()
            .filter(c -> c.name().filter(n -> analysis.rules().sameColumn(n, name)).isPresent())
            .toList();
    if (found.isEmpty()) {
      throw AnalysisRefusedException.unknownColumn(name);
    }
    if (found.size() > 1) {
      throw AnalysisRefusedException.ambiguous(name);
    }
    return found.getFirst();
  }
}

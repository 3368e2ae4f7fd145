package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts that look like a mask, such as {@code ***1234}. Somebody who sees one in a result and
 * writes it back would destroy the value behind it.
 */
final class Placeholders {
  private static final Pattern SIGNS = Pattern.compile("[*\u2022\u25CF\u2217]{3,}");
  private static final Pattern CROSSES =
      Pattern.compile("[xX]{3,}([-./\\s]?[xX0-9]+)*|([xX]{2,}[-./\\s])+[xX0-9]+");

  private final FactsSink sink;
  private final Rules rules;

  Placeholders(FactsSink sink, Rules rules) {
    this.sink = sink;
    this.rules = rules;
  }

  void insert(Statement.Insert insert, Relation relation) {
    insert.source().ifPresent(source -> record(columns(source), insert.columns(), relation));
  }

  void insert(Statement.MergeInsert insert, Relation relation) {
    record(insert.values().stream().map(List::of).toList(), insert.columns(), relation);
  }

  void assignment(Statement.Assignment assignment, Relation relation) {
    List<List<Expr>> values =
        switch (assignment.value()) {
          case Expr.Row row when assignment.parenthesised() ->
              row.items().stream().map(List::of).toList();
          case Expr.Subquery subquery -> columns(subquery.query());
          default -> List.of(List.of(assignment.value()));
        };
    record(values, assignment.columns(), relation);
  }

  /** For the columns named, or without a list those of the relation in order. */
  private void record(List<List<Expr>> values, List<Identifier> columns, Relation relation) {
    List<String> names =
        columns.isEmpty()
            ? relation.columns().stream().map(Column::name).toList()
            : columns.stream()
                .map(Identifier::name)
                .map(name -> rules.column(relation, name).map(Column::name).orElse(name))
                .toList();
    values(values, names, relation);
  }

  /** For the columns of that stored names. */
  void values(List<List<Expr>> values, List<String> names, Relation relation) {
    for (int i = 0; i < Math.min(values.size(), names.size()); i++) {
      if (values.get(i).stream().anyMatch(Placeholders::isIn)) {
        sink.use(new ColumnRef(relation.name(), names.get(i)), ColumnUse.Kind.PLACEHOLDER);
      }
    }
  }

  /** Whether a value that is written holds such a text, in a query by its own column. */
  private static boolean isIn(Expr value) {
    return switch (value) {
      case Expr.Literal literal ->
          literal.kind() == Expr.Literal.Kind.STRING && looksLikeMask(literal.text());
      case Expr.TypedLiteral typed -> looksLikeMask(typed.text());
      case Expr.Subquery subquery ->
          columns(subquery.query()).stream().flatMap(List::stream).anyMatch(Placeholders::isIn);
      default -> ExprParts.of(value).stream().anyMatch(Placeholders::isIn);
    };
  }

  /** The expressions of each of a query's columns, as far as it says them itself. */
  static List<List<Expr>> columns(Query query) {
    List<List<Expr>> columns = new ArrayList<>();
    switch (query.body()) {
      case Query.Select select ->
          add(columns, select.items().stream().map(Query.Item::value).toList());
      case Query.Values values -> values.rows().forEach(row -> add(columns, row));
      case Query.Nested nested -> columns.addAll(columns(nested.query()));
      case Query.SetOperation operation ->
          operation
              .branches()
              .forEach(
                  branch -> {
                    List<List<Expr>> more = columns(branch);
                    for (int i = 0; i < more.size(); i++) {
                      at(columns, i).addAll(more.get(i));
                    }
                  });
      case Query.WholeTable _ -> {}
    }
    return columns;
  }

  private static void add(List<List<Expr>> columns, List<Expr> row) {
    for (int i = 0; i < row.size(); i++) {
      at(columns, i).add(row.get(i));
    }
  }

  private static List<Expr> at(List<List<Expr>> columns, int position) {
    while (columns.size() <= position) {
      columns.add(new ArrayList<>());
    }
    return columns.get(position);
  }

  private static boolean looksLikeMask(String literal) {
    int start = literal.indexOf('\'');
    int end = literal.lastIndexOf('\'');
    String text = start >= 0 && end > start ? literal.substring(start + 1, end) : literal;
    return SIGNS.matcher(text).find() || CROSSES.matcher(text.strip()).matches();
  }
}

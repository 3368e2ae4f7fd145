package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.sql.tree.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Records the columns whose values decide whether a statement fails or how long it takes. A value
 * that is never shown is told all the same where {@code 1 / (salary - 5000)} fails for one salary.
 *
 * <p>A value in a subquery is followed to where it is used; what decides which rows the subquery
 * has is a use of another kind. A view's own expressions are its owner's and do not count.
 */
final class Fallibility {
  private static final Set<String> OF_THE_LEFT = Set.of("->", "->>", "#>", "#>>", "~~");
  private static final Set<String> CONTAINMENTS = Set.of("@>", "<@", "?", "?|", "?&");
  private static final Set<String> OVERFLOWING =
      Set.of("money", "interval", "double", "float", "real");
  private static final Set<String> PATTERNS_WITHOUT_TURNS = Set.of("like", "ilike");
  private static final Set<String> SHAPED =
      Set.of("json", "jsonb", "tsvector", "tsquery", "jsonpath");
  private final Analysis analysis;
  private final Settled settled;

  Fallibility(Analysis analysis) {
    this.analysis = analysis;
    this.settled = new Settled(analysis);
  }

  /** Whatever these are made of decides. */
  void fallible(List<Lineage> values) {
    values.forEach(value -> analysis.sink().use(value, ColumnUse.Kind.FALLIBLE));
  }

  void fallible(Lineage... values) {
    fallible(List.of(values));
  }

  void cast(Expr.Cast cast, Lineage operand) {
    if (!Settled.isText(cast.type())) {
      fallible(operand);
    }
  }

  void operation(Expr.Operation operation, Lineage left, Lineage right, Scope scope) {
    String operator = operation.operator();
    if (operator.equals("||")) {
      List<Lineage> both = List.of(left, right);
      if (both.stream().anyMatch(this::isShaped)) {
        fallible(both); // Arrays and documents join only where their shapes fit.
      } else {
        joined(List.of(operation.left(), operation.right()), both, scope);
      }
    } else if (OF_THE_LEFT.contains(operator)) {
      fallible(right);
    } else if (!CONTAINMENTS.contains(operator)) {
      fallible(left, right);
    }
  }

  /**
   * {@code like} fails on a pattern that ends in its escape, and only where the text has matched up
   * to there; a regular expression takes long.
   */
  void like(Expr.Like like, Lineage operand, List<Lineage> patterns) {
    fallible(patterns);
    if (!PATTERNS_WITHOUT_TURNS.contains(like.keyword()) || !endsPlainly(like)) {
      fallible(operand);
    }
  }

  private static boolean endsPlainly(Expr.Like like) {
    if (!(like.pattern() instanceof Expr.Literal pattern)) {
      return false;
    }
    String text = inner(pattern);
    if (like.escape().isEmpty()) {
      return !text.endsWith("\\");
    }
    return like.escape().get() instanceof Expr.Literal escape
        && (inner(escape).isEmpty() || !text.endsWith(inner(escape)));
  }

  /** Without its quotes, where it has any. */
  private static String inner(Expr.Literal literal) {
    String text = literal.text();
    return text.length() >= 2 && text.endsWith("'")
        ? text.substring(text.indexOf('\'') + 1, text.length() - 1)
        : text;
  }

  /**
   * Several values in one that is longer than each. Once is harmless; over a result that is joined
   * already it would double from step to step, until it fails for some values alone.
   */
  void joined(List<Expr> parts, List<Lineage> values, Scope scope) {
    if (!settled.all(parts, scope)) {
      fallible(values);
    }
  }

  /** The items of an array fit together or fail where they are arrays themselves. */
  void items(List<Expr> items, List<Lineage> values, Scope scope) {
    if (values.stream().anyMatch(this::isShaped)) {
      fallible(values);
    } else {
      joined(items, values, scope);
    }
  }

  /** Of parts evaluated in turn, one decides whether those after it are evaluated at all. */
  void inTurn(List<Expr> parts, List<Lineage> values, Scope scope) {
    if (!settled.all(parts.subList(1, parts.size()), scope)) {
      fallible(values.subList(0, values.size() - 1));
    }
  }

  /** A comparison of rows ends at the first pair that decides, one with a query's rows likewise. */
  void compared(Expr left, Expr right, List<Lineage> values, Scope scope) {
    List<Expr> items = new ArrayList<>();
    boolean rows = false;
    for (Expr side : List.of(left, right)) {
      if (side instanceof Expr.Row row && (row.keyword() || row.items().size() > 1)) {
        items.addAll(row.items());
        rows = true;
      } else if (side instanceof Expr.Quantified all && all.operand() instanceof Expr.Subquery) {
        items.add(all.operand());
        rows = true;
      } else {
        items.add(side);
      }
    }
    if (rows && !settled.all(items, scope)) {
      fallible(values);
    }
  }

  /** A search in a list or a query ends at the first that is equal. */
  void searched(Expr.In in, List<Lineage> values, Scope scope) {
    List<Expr> items = in.right() instanceof Expr.Row row ? row.items() : List.of(in.right());
    List<Expr> flat = new ArrayList<>();
    if (in.operand() instanceof Expr.Row row) {
      flat.addAll(row.items());
    }
    for (Expr item : items) {
      flat.addAll(item instanceof Expr.Row row ? row.items() : List.of(item));
    }
    if (!settled.all(flat, scope)) {
      fallible(values);
    }
  }

  /** A call of a routine with arguments that are resolved already. */
  void call(Expr.Call call, List<Lineage> values, Scope scope) {
    if (values.isEmpty()) {
      return;
    }
    List<Expr> parts = call.arguments().stream().map(Expr.Argument::value).toList();
    List<Lineage> rest = values.subList(1, values.size());
    TotalRoutines.Carries carries =
        analysis.rules().totals().of(call.name().getLast().name()).orElse(null);
    switch (carries) {
      case null -> fallible(values);
      case ONLY -> {
        if (values.size() > 1) {
          fallible(values);
        }
      }
      case EACH -> {}
      case FIRST -> fallible(rest);
      case SECOND -> {
        fallible(values.getFirst());
        fallible(values.subList(Math.min(2, values.size()), values.size()));
      }
      case REPLACED -> {
        if (!shortens(parts)) {
          fallible(values);
        }
      }
      case PART -> {
        if (!parts.stream().skip(1).allMatch(Fallibility::isNumber)) {
          fallible(values);
        }
      }
      case JOINED -> joined(parts, values, scope);
      case COLLECTED -> {
        if (parts.stream()
            .allMatch(part -> part instanceof Expr.Name || part instanceof Expr.Literal)) {
          items(parts, values, scope);
        } else {
          fallible(values); // How often the rows repeat it is for the statement to say.
        }
      }
      case IN_TURN -> {
        // Of a column itself, only whether it is there decides.
        if (!settled.all(parts.subList(1, parts.size()), scope)) {
          fallible(values.stream().limit(rest.size()).map(Lineages::presence).toList());
        }
      }
      case SUMMED -> {
        if (values.size() > 1 || types(values.getFirst()).anyMatch(OVERFLOWING::contains)) {
          fallible(values);
        }
      }
    }
  }

  private static boolean shortens(List<Expr> parts) {
    return parts.size() == 3
        && parts.get(1) instanceof Expr.Literal from
        && parts.get(2) instanceof Expr.Literal to
        && from.kind() == Expr.Literal.Kind.STRING
        && to.kind() == Expr.Literal.Kind.STRING
        && from.text().startsWith("'")
        && to.text().startsWith("'")
        && to.text().length() <= from.text().replace("''", "'").length();
  }

  private static boolean isNumber(Expr part) {
    return part instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.NUMBER;
  }

  /** Whether a value may be an array or a document. */
  private boolean isShaped(Lineage value) {
    return types(value).anyMatch(type -> SHAPED.contains(type) || type.endsWith("]"));
  }

  private Stream<String> types(Lineage value) {
    return Lineages.values(value).stream().map(this::type);
  }

  private String type(ColumnRef column) {
    return analysis
        .catalog()
        .relation(column.relation())
        .flatMap(relation -> relation.column(column.column()))
        .map(Column::type)
        .orElse("jsonb"); // What is not known may be anything.
  }
}

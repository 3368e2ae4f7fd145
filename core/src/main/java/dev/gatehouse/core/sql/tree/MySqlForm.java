package dev.gatehouse.core.sql.tree;

import java.util.List;

/** Expressions that MariaDB and MySQL alone have. */
public sealed interface MySqlForm {
  /** The form as an expression. */
  default Expr asExpr() {
    return new Expr.MySql(this);
  }

  /** The expressions it is made of. */
  List<Expr> parts();

  /** {@code interval e day}, or what is left of it at the end of a longer amount. */
  record Interval(boolean keyword, Expr amount, String unit) implements MySqlForm {
    @Override
    public List<Expr> parts() {
      return List.of(amount);
    }
  }

  /** {@code day} where a routine takes a unit. */
  record Unit(String word) implements MySqlForm {
    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** {@code convert(e using utf8mb4)}. */
  record Transcode(Expr operand, String charset) implements MySqlForm {
    @Override
    public List<Expr> parts() {
      return List.of(operand);
    }
  }

  /** {@code char(n, … using utf8mb4)}. */
  record Characters(List<Expr> codes, String charset) implements MySqlForm {
    public Characters {
      codes = List.copyOf(codes);
    }

    @Override
    public List<Expr> parts() {
      return codes;
    }
  }

  /** {@code values(c)} after ON DUPLICATE KEY UPDATE: what would have been inserted. */
  record Inserted(Identifier column) implements MySqlForm {
    /** What the new row is called among the relations; no statement can write it. */
    public static final String ROW = " inserted";

    /** The expression with such forms in place of the calls that they look like. */
    public static Expr in(Expr value) {
      return switch (value) {
        case Expr.Call call
            when call.name().size() == 1
                && call.name().getFirst().name().equals("values")
                && call.arguments().size() == 1
                && call.arguments().getFirst().value() instanceof Expr.Name name
                && name.parts().size() == 1 ->
            new Inserted(name.last()).asExpr();
        case Expr.Operation operation ->
            new Expr.Operation(operation.operator(), in(operation.left()), in(operation.right()));
        case Expr.Comparison comparison ->
            new Expr.Comparison(
                comparison.operator(), in(comparison.left()), in(comparison.right()));
        case Expr.Row row when !row.keyword() ->
            new Expr.Row(false, row.items().stream().map(Inserted::in).toList());
        case Expr.Call call ->
            new Expr.Call(
                call.name(),
                call.distinct(),
                call.arguments().stream()
                    .map(a -> new Expr.Argument(a.lead(), in(a.value())))
                    .toList(),
                call.orderBy(),
                call.withinGroup(),
                call.filter(),
                call.over());
        default -> value;
      };
    }

    @Override
    public List<Expr> parts() {
      return List.of(new Expr.Name(List.of(new Identifier(ROW, ROW), column)));
    }
  }

  /** {@code match (a, b) against (e in boolean mode)}. */
  record Match(List<Expr> columns, Expr against, String modifier) implements MySqlForm {
    public Match {
      columns = List.copyOf(columns);
    }

    @Override
    public List<Expr> parts() {
      List<Expr> parts = new java.util.ArrayList<>(columns);
      parts.add(against);
      return List.copyOf(parts);
    }
  }
}

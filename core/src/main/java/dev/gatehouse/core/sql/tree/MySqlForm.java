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

package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** An expression. Immutable; compared by identity where a place in the statement is meant. */
public sealed interface Expr {
  /** {@code c}, {@code t.c} or {@code s.t.c}; what it means depends on the scope. */
  record Name(List<Identifier> parts) implements Expr {
    public Name {
      parts = List.copyOf(parts);
    }

    /** The last part. */
    public Identifier last() {
      return parts.getLast();
    }
  }

  /** {@code *} or, with a qualifier, {@code t.*}. */
  record Star(List<Identifier> qualifier) implements Expr {
    public Star {
      qualifier = List.copyOf(qualifier);
    }
  }

  /** A literal as it was written, NULL and DEFAULT included. */
  record Literal(Kind kind, String text) implements Expr {
    /** What kind of literal. */
    public enum Kind {
      STRING,
      NUMBER,
      BOOLEAN,
      NULL,
      DEFAULT
    }
  }

  /** {@code date '2026-01-01'}, {@code interval '1' day}. */
  record TypedLiteral(TypeName type, String text, String suffix) implements Expr {}

  /** {@code current_date} and its like: a value of the moment or the session. */
  record Moment(String word) implements Expr {}

  /** A call of a routine or an aggregate. */
  record Call(
      List<Identifier> name,
      boolean distinct,
      List<Argument> arguments,
      List<OrderItem> orderBy,
      List<OrderItem> withinGroup,
      Optional<Expr> filter,
      Optional<Window> over)
      implements Expr {
    public Call {
      name = List.copyOf(name);
      arguments = List.copyOf(arguments);
      orderBy = List.copyOf(orderBy);
      withinGroup = List.copyOf(withinGroup);
    }

    /** Whether the last argument is the separator of {@code group_concat}. */
    public boolean hasSeparator() {
      return !arguments.isEmpty() && arguments.getLast().lead().equals(Argument.SEPARATOR);
    }
  }

  /**
   * An argument.
   *
   * @param lead the word before it instead of a comma, as in {@code substring(a from 1)}; else
   *     empty
   */
  record Argument(String lead, Expr value) {
    /** The lead of the one argument that stands behind ORDER BY. */
    public static final String SEPARATOR = "separator";
  }

  /**
   * {@code json_value(…)} and its like.
   *
   * @param returning the type it gives, where it says so
   * @param tail the clauses behind the arguments, as they are written
   */
  record SqlJson(
      String function, List<Argument> arguments, Optional<TypeName> returning, String tail)
      implements Expr {
    public SqlJson {
      arguments = List.copyOf(arguments);
    }
  }

  /** An argument by name: {@code n => e}. */
  record Labelled(Identifier name, Expr value) implements Expr {}

  /** {@code cast(e as t)}, {@code e::t} or {@code t 'text'}. */
  record Cast(Expr operand, TypeName type, Style style) implements Expr {
    /** How it was written. */
    public enum Style {
      CAST,
      COLONS,
      PREFIX
    }
  }

  /** {@code extract(field from e)}. */
  record Extract(String field, Expr source) implements Expr {}

  /** {@code trim(both 'x' from e)}. */
  record Trim(
      Optional<String> side, Optional<Expr> characters, String separator, Optional<Expr> source)
      implements Expr {}

  /** {@code e collate c}. */
  record Collate(Expr operand, String collation) implements Expr {}

  /** {@code e at time zone z}. */
  record AtTimeZone(Expr operand, Expr zone) implements Expr {}

  /** {@code -e}, {@code +e}, {@code ~e}. */
  record Unary(String operator, Expr operand) implements Expr {}

  /** {@code not e}. */
  record Not(Expr operand) implements Expr {}

  /** {@code l and r}, {@code l or r}. */
  record Logical(boolean and, Expr left, Expr right) implements Expr {}

  /** One of {@code = <> != < > <= >=}. */
  record Comparison(String operator, Expr left, Expr right) implements Expr {}

  /** Any other binary operator. */
  record Operation(String operator, Expr left, Expr right) implements Expr {}

  /** {@code e is [not] null | true | false | unknown}. */
  record Is(Expr operand, boolean not, Test test) implements Expr {
    /** What is asked. */
    public enum Test {
      NULL,
      TRUE,
      FALSE,
      UNKNOWN
    }
  }

  /** {@code l is [not] distinct from r}. */
  record Distinct(Expr left, boolean not, Expr right) implements Expr {}

  /** {@code e [not] between [symmetric] l and h}. */
  record Between(Expr operand, boolean not, boolean symmetric, Expr low, Expr high)
      implements Expr {}

  /** {@code e [not] in (list or query)}; the right side is a {@link Row} or a {@link Subquery}. */
  record In(Expr operand, boolean not, Expr right) implements Expr {}

  /** {@code e [not] like p [escape c]} and its like; the keyword in lower case. */
  record Like(Expr operand, boolean not, String keyword, Expr pattern, Optional<Expr> escape)
      implements Expr {}

  /** {@code exists (query)}. */
  record Exists(Query query) implements Expr {}

  /** {@code any (e)}, {@code some (e)} or {@code all (e)} at the right of a comparison. */
  record Quantified(String word, Expr operand) implements Expr {}

  /** {@code case}. */
  record Case(Optional<Expr> operand, List<When> branches, Optional<Expr> otherwise)
      implements Expr {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /** A branch of {@code case}. */
  record When(Expr condition, Expr result) {}

  /** {@code (a, b)} or {@code row(a, b)}; with one item and no keyword, plain parentheses. */
  record Row(boolean keyword, List<Expr> items) implements Expr {
    public Row {
      items = List.copyOf(items);
    }
  }

  /** {@code array[a, b]}, or {@code [a, b]} inside one. */
  record ArrayItems(boolean keyword, List<Expr> items) implements Expr {
    public ArrayItems {
      items = List.copyOf(items);
    }
  }

  /** {@code array(query)}. */
  record ArrayQuery(Query query) implements Expr {}

  /** {@code e[i]}. */
  record Subscript(Expr operand, Expr index) implements Expr {}

  /** {@code e[l:h]}. */
  record Slice(Expr operand, Optional<Expr> low, Optional<Expr> high) implements Expr {}

  /** {@code (e).field}. */
  record Field(Expr operand, Identifier field) implements Expr {}

  /** A form that MariaDB and MySQL alone have. */
  record MySql(MySqlForm form) implements Expr {}

  /** {@code (query)} as a value. */
  record Subquery(Query query) implements Expr {}

  /** An item of ORDER BY; the tail is {@code asc}, {@code desc nulls last}, … */
  record OrderItem(Expr value, String tail) {}

  /** A window, by name, by definition or both. */
  record Window(
      Optional<Identifier> reference,
      boolean parenthesised,
      List<Expr> partitionBy,
      List<OrderItem> orderBy,
      Optional<Frame> frame) {
    public Window {
      partitionBy = List.copyOf(partitionBy);
      orderBy = List.copyOf(orderBy);
    }
  }

  /** {@code rows between … and …}. */
  record Frame(String unit, Bound start, Optional<Bound> end, String exclusion) {}

  /** {@code 3 preceding}, {@code current row}. */
  record Bound(Optional<Expr> offset, String words) {}
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.TypeName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name that PostgreSQL gives to a column without a label ({@code FigureColname}). Where a name
 * depends on the server's version it is unknown, and no name may be looked up beside it.
 */
final class OutputNames {
  /** A name and how much it is worth: a type's name gives way to a better one. */
  private record Guess(Optional<String> name, boolean strong, boolean known) {
    static final Guess NONE = new Guess(Optional.empty(), false, true);
    static final Guess UNKNOWN = new Guess(Optional.empty(), true, false);

    static Guess strong(String name) {
      return new Guess(Optional.of(name), true, true);
    }

    static Guess weak(String name) {
      return new Guess(Optional.of(name), false, true);
    }
  }

  /** What the server shows where it finds no name. */
  static final String NAMELESS = "?column?";

  private static final Map<String, String> TYPES = types();

  private OutputNames() {}

  private static Map<String, String> types() {
    Map<String, String> types = new HashMap<>();
    types.put("int", "int4");
    types.put("integer", "int4");
    types.put("bigint", "int8");
    types.put("smallint", "int2");
    types.put("real", "float4");
    types.put("double precision", "float8");
    types.put("boolean", "bool");
    types.put("decimal", "numeric");
    types.put("character varying", "varchar");
    types.put("character", "bpchar");
    types.put("char", "bpchar");
    types.put("timestamp without time zone", "timestamp");
    types.put("timestamp with time zone", "timestamptz");
    types.put("time without time zone", "time");
    types.put("time with time zone", "timetz");
    for (String same :
        "text varchar numeric int2 int4 int8 float4 float8 bool date time timetz timestamp timestamptz interval json jsonb uuid bytea bpchar name oid"
            .split(" ")) {
      types.put(same, same);
    }
    return Map.copyOf(types);
  }

  /** The name of an item of a select list; empty where it is not known for sure. */
  static Optional<String> of(Query.Item item) {
    if (item.alias().isPresent()) {
      return Optional.of(item.alias().get().name());
    }
    Guess guess = guess(item.value());
    return guess.known() ? Optional.of(guess.name().orElse(NAMELESS)) : Optional.empty();
  }

  private static Guess guess(Expr expression) {
    return switch (expression) {
      case Expr.Name name -> Guess.strong(name.last().name());
      case Expr.SqlJson json -> Guess.strong(json.function());
      case Expr.Field field -> Guess.strong(field.field().name());
      case Expr.Subscript subscript -> guess(subscript.operand());
      case Expr.Slice slice -> guess(slice.operand());
      case Expr.Call call -> call(call);
      case Expr.Cast cast -> cast(guess(cast.operand()), cast.type());
      case Expr.TypedLiteral typed -> cast(Guess.NONE, typed.type());
      case Expr.Literal literal ->
          literal.kind() == Expr.Literal.Kind.BOOLEAN ? Guess.UNKNOWN : Guess.NONE;
      case Expr.Moment moment -> Guess.strong(moment.word().toLowerCase(Locale.ROOT));
      case Expr.Extract _ -> Guess.strong("extract");
      case Expr.Trim trim -> Guess.strong(trimName(trim.side().orElse("both")));
      case Expr.AtTimeZone _ -> Guess.strong("timezone");
      case Expr.Collate collate -> guess(collate.operand());
      case Expr.Exists _ -> Guess.strong("exists");
      case Expr.ArrayItems _, Expr.ArrayQuery _ -> Guess.strong("array");
      case Expr.Row row ->
          row.keyword() || row.items().size() != 1
              ? Guess.strong("row")
              : guess(row.items().getFirst());
      case Expr.Case branches -> caseOf(branches);
      case Expr.Subquery subquery -> subquery(subquery.query());
      case Expr.Star _, Expr.Labelled _, Expr.MySql _ -> Guess.UNKNOWN;
      case Expr.Unary _,
          Expr.Not _,
          Expr.Logical _,
          Expr.Comparison _,
          Expr.Operation _,
          Expr.Is _,
          Expr.Distinct _,
          Expr.Between _,
          Expr.In _,
          Expr.Like _,
          Expr.Quantified _ ->
          Guess.NONE;
    };
  }

  private static String trimName(String side) {
    return switch (side.toLowerCase(Locale.ROOT)) {
      case "leading" -> "ltrim";
      case "trailing" -> "rtrim";
      default -> "btrim";
    };
  }

  private static Guess call(Expr.Call call) {
    return Guess.strong(call.name().getLast().name());
  }

  private static Guess cast(Guess operand, TypeName type) {
    if (operand.strong()) {
      return operand;
    }
    @Nullable String name = TYPES.get(type.name());
    return name == null ? Guess.UNKNOWN : Guess.weak(name);
  }

  private static Guess caseOf(Expr.Case branches) {
    if (branches.otherwise().isPresent()) {
      Guess otherwise = guess(branches.otherwise().get());
      if (otherwise.strong()) {
        return otherwise;
      }
    }
    return Guess.weak("case");
  }

  private static Guess subquery(Query query) {
    return switch (query.body()) {
      case Query.Select select when select.items().size() == 1 -> {
        Query.Item item = select.items().getFirst();
        yield item.alias().isPresent()
            ? Guess.strong(item.alias().get().name())
            : inner(guess(item.value()));
      }
      case Query.Nested nested -> subquery(nested.query());
      default -> Guess.UNKNOWN;
    };
  }

  /** A subquery's own name counts as strong, its lack of one included. */
  private static Guess inner(Guess guess) {
    if (!guess.known()) {
      return Guess.UNKNOWN;
    }
    return Guess.strong(guess.name().orElse(NAMELESS));
  }
}

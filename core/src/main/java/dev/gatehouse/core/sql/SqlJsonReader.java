package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.JsonFunction;

/**
 * Reads SQL/JSON functions (PostgreSQL documentation, section 9.16) from the parser's own text of
 * them: it holds their clauses in a dozen fields, and what its text leaves out the statement's
 * tokens prove.
 */
final class SqlJsonReader {
  private final TokenCursor tokens;

  private SqlJsonReader(String text) {
    this.tokens = new TokenCursor(text);
  }

  static Expr read(JsonFunction function) {
    SqlJsonReader reader = new SqlJsonReader(function.toString());
    Expr read = reader.call();
    reader.tokens.expectEnd();
    return read;
  }

  private Expr call() {
    String name = tokens.word();
    tokens.expect("(");
    List<Expr.Argument> arguments =
        switch (name) {
          case "json_value", "json_query", "json_exists" -> list(2);
          case "json_array" -> list(Integer.MAX_VALUE);
          case "json_object" -> pairs();
          default -> throw SyntaxRefusedException.unsupported(name.toUpperCase(Locale.ROOT));
        };
    int mark = tokens.mark();
    Optional<TypeName> returning = Optional.empty();
    while (!tokens.sees(")")) {
      if (tokens.accept("returning")) {
        returning = Optional.of(EmbeddedSql.type(tokens));
      } else {
        clause();
      }
    }
    String tail = tokens.mark() == mark ? "" : tokens.since(mark);
    tokens.expect(")");
    return new Expr.SqlJson(name, arguments, returning, tail);
  }

  private List<Expr.Argument> list(int most) {
    List<Expr.Argument> arguments = new ArrayList<>();
    do {
      arguments.add(new Expr.Argument("", value()));
    } while (arguments.size() < most && tokens.accept(","));
    return arguments;
  }

  private List<Expr.Argument> pairs() {
    List<Expr.Argument> arguments = new ArrayList<>();
    do {
      arguments.add(new Expr.Argument("", value()));
      tokens.expect("value");
      arguments.add(new Expr.Argument("value", value()));
    } while (tokens.accept(","));
    return arguments;
  }

  private Expr value() {
    return EmbeddedSql.expression(tokens.upTo(this::endsValue));
  }

  private boolean endsValue() {
    return tokens.seesAny(",", ")", "value", "returning", "with", "without", "keep", "omit")
        || tokens.sees("null", "on")
        || tokens.seesAny("error", "absent", "empty", "passing", "format", "default")
        || tokens.sees("true", "on")
        || tokens.sees("false", "on")
        || tokens.sees("unknown", "on");
  }

  private void clause() {
    if (tokens.accept("with") || tokens.accept("without")) {
      if (tokens.accept("unique")) {
        tokens.accept("keys");
        return;
      }
      if (!tokens.accept("conditional")) {
        tokens.accept("unconditional");
      }
      tokens.accept("array");
      tokens.expect("wrapper");
    } else if (tokens.accept("keep") || tokens.accept("omit")) {
      tokens.expect("quotes");
      tokens.accept("on", "scalar", "string");
    } else if (tokens.seesAny("null", "error", "empty", "true", "false", "unknown", "absent")) {
      tokens.word();
      if (!tokens.accept("array")) {
        tokens.accept("object");
      }
      tokens.expect("on");
      if (!tokens.accept("empty") && !tokens.accept("error")) {
        tokens.expect("null");
      }
    } else {
      throw tokens.unexpected();
    }
  }
}

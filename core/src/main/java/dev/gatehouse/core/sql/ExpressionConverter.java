package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import org.jspecify.annotations.Nullable;

/** Turns expressions into our tree: one entry a class of the parser, and no others. */
final class ExpressionConverter {
  private final QueryConverter queries;
  private final CallConverter calls;

  ExpressionConverter(QueryConverter queries) {
    this.queries = queries;
    this.calls = new CallConverter(queries);
  }

  QueryConverter queries() {
    return queries;
  }

  Names names() {
    return queries.names();
  }

  CallConverter calls() {
    return calls;
  }

  /** The parser's classes that have an entry. */
  static Set<Class<?>> supported() {
    Set<Class<?>> classes = new HashSet<>(ExpressionEntries.ALL.keySet());
    classes.addAll(MySqlEntries.ALL.keySet());
    return classes;
  }

  Expr convert(Expression expression) {
    queries.budget().take();
    ExpressionEntries.Entry entry = queries.grammar().expressions().get(expression.getClass());
    if (entry == null) {
      throw SyntaxRefusedException.unsupported(Readable.name(expression.getClass()));
    }
    return entry.convert(this, expression);
  }

  Optional<Expr> optional(@Nullable Expression expression) {
    return expression == null ? Optional.empty() : Optional.of(convert(expression));
  }

  List<Expr> all(@Nullable List<? extends Expression> list) {
    List<Expr> converted = new ArrayList<>();
    if (list != null) {
      for (Expression item : list) {
        converted.add(convert(item));
      }
    }
    return converted;
  }

  Expr only(List<? extends Expression> list) {
    if (list.size() != 1) {
      throw SyntaxRefusedException.unsupported("this list of expressions");
    }
    return convert(list.getFirst());
  }

  Query subquery(Expression expression) {
    if (expression instanceof net.sf.jsqlparser.statement.select.ParenthesedSelect parenthesised) {
      Unhandled.ifSet("an alias after a subquery", parenthesised.getAlias());
      return queries.inside(parenthesised);
    }
    throw SyntaxRefusedException.unsupported("this expression in place of a subquery");
  }
}

package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads constraints, of a table and of a column. */
final class ConstraintReader {
  private static final String[] FIRST_OF_TABLE = {
    "constraint", "check", "unique", "primary", "foreign", "exclude"
  };

  private final TokenCursor tokens;
  private final IndexReader indexes;

  ConstraintReader(TokenCursor tokens) {
    this.tokens = tokens;
    this.indexes = new IndexReader(tokens);
  }

  /** Whether a constraint of a table comes next rather than a column. */
  boolean comes() {
    return tokens.seesAny(FIRST_OF_TABLE) || tokens.sees("not", "null");
  }

  Optional<Identifier> name() {
    return tokens.accept("constraint") ? Optional.of(tokens.identifier()) : Optional.empty();
  }

  /** A constraint of a table, its name included. */
  TableElement.Constraint ofTable() {
    Optional<Identifier> name = name();
    if (tokens.accept("check")) {
      return check(name);
    }
    if (tokens.accept("not", "null")) {
      Identifier column = tokens.identifier();
      return new TableElement.NotNull(name, column, tail());
    }
    if (tokens.accept("foreign", "key")) {
      return references(name, tokens.columns());
    }
    if (tokens.accept("exclude")) {
      return exclude(name);
    }
    return unique(name, Optional.empty());
  }

  /** A constraint behind a column, its name read already. */
  TableElement.Constraint ofColumn(Optional<Identifier> name, Identifier column) {
    if (tokens.accept("check")) {
      return check(name);
    }
    return tokens.sees("references")
        ? references(name, List.of(column))
        : unique(name, Optional.of(column));
  }

  private TableElement.Constraint check(Optional<Identifier> name) {
    Expr condition = EmbeddedSql.expression(tokens.parenthesised());
    return new TableElement.Check(name, condition, tail());
  }

  private TableElement.Constraint unique(Optional<Identifier> name, Optional<Identifier> column) {
    boolean primary = tokens.accept("primary", "key");
    if (!primary) {
      tokens.expect("unique");
    }
    Optional<Identifier> index = Optional.empty();
    List<Identifier> columns = List.of();
    boolean notDistinct = indexes.nullsNotDistinct();
    if (column.isPresent()) {
      columns = List.of(column.get());
    } else if (tokens.accept("using", "index")) {
      index = Optional.of(tokens.identifier());
    } else {
      columns = tokens.columns();
    }
    List<Identifier> include = tokens.accept("include") ? tokens.columns() : List.of();
    if (tokens.accept("with")) {
      new SettingReader(tokens).inParentheses();
    }
    return new TableElement.Unique(name, primary, notDistinct, columns, include, index, tail());
  }

  private TableElement.Constraint references(Optional<Identifier> name, List<Identifier> columns) {
    tokens.expect("references");
    List<Identifier> table = tokens.name();
    List<Identifier> referenced = tokens.sees("(") ? tokens.columns() : List.of();
    List<String> actions = new ArrayList<>();
    while (tokens.seesAny("match", "on")) {
      int mark = tokens.mark();
      if (tokens.accept("match")) {
        tokens.word();
      } else {
        tokens.expect("on");
        if (!tokens.accept("delete")) {
          tokens.expect("update");
        }
        action();
      }
      actions.add(tokens.since(mark));
    }
    return new TableElement.ForeignKey(name, columns, table, referenced, actions, tail());
  }

  private void action() {
    if (tokens.accept("no", "action") || tokens.accept("restrict") || tokens.accept("cascade")) {
      return;
    }
    tokens.expect("set");
    if (!tokens.accept("null")) {
      tokens.expect("default");
    }
    if (tokens.sees("(")) {
      tokens.columns();
    }
  }

  private TableElement.Constraint exclude(Optional<Identifier> name) {
    String method = tokens.accept("using") ? tokens.word() : "btree";
    List<Ddl.IndexElement> elements = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    tokens.expect("(");
    do {
      elements.add(indexes.element());
      tokens.expect("with");
      operators.add(tokens.any());
    } while (tokens.accept(","));
    tokens.expect(")");
    Optional<Expr> where =
        tokens.accept("where")
            ? Optional.of(EmbeddedSql.expression(tokens.parenthesised()))
            : Optional.empty();
    return new TableElement.Exclude(name, method, elements, operators, where, tail());
  }

  /** The attributes behind a constraint. */
  private String tail() {
    int mark = tokens.mark();
    while (attribute()) {
      // Each is kept as it is written.
    }
    return tokens.mark() == mark ? "" : tokens.since(mark);
  }

  private boolean attribute() {
    return tokens.accept("not", "valid")
        || tokens.accept("no", "inherit")
        || tokens.accept("deferrable")
        || tokens.accept("not", "deferrable")
        || tokens.accept("initially", "deferred")
        || tokens.accept("initially", "immediate")
        || tokens.accept("not", "enforced")
        || tokens.accept("enforced");
  }
}

package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.TableElement;
import dev.gatehouse.core.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code create table} and {@code create table … as}. */
final class TableReader {
  private static final String[] AFTER_A_DEFAULT = {
    ",",
    ")",
    "not",
    "null",
    "constraint",
    "check",
    "unique",
    "primary",
    "references",
    "generated",
    "collate",
    "default"
  };

  private final TokenCursor tokens;
  private final ConstraintReader constraints;

  TableReader(TokenCursor tokens) {
    this.tokens = tokens;
    this.constraints = new ConstraintReader(tokens);
  }

  /** After {@code create [unlogged] table}. */
  Ddl table(boolean unlogged) {
    boolean ifNotExists = tokens.accept("if", "not", "exists");
    List<Identifier> name = tokens.name();
    if (tokens.sees("of")) {
      throw SyntaxRefusedException.unsupported("CREATE TABLE OF");
    }
    if (tokens.accept("partition", "of")) {
      List<Identifier> parent = tokens.name();
      List<TableElement> elements = tokens.sees("(") ? elements(true) : List.of();
      Ddl.PartitionOf of = new Ddl.PartitionOf(parent, bound());
      return made(name, ifNotExists, unlogged, elements, Optional.of(of));
    }
    if (tokens.seesAny("as", "with", "using") || tokens.sees("(") && isNameList()) {
      return from(name, ifNotExists, unlogged);
    }
    return made(name, ifNotExists, unlogged, elements(false), Optional.empty());
  }

  /** Whether the parentheses hold names only, as before AS, and no types. */
  private boolean isNameList() {
    return new TokenCursor(tokens.peekParenthesised()).isListOfNames();
  }

  private Ddl made(
      List<Identifier> name,
      boolean ifNotExists,
      boolean unlogged,
      List<TableElement> elements,
      Optional<Ddl.PartitionOf> of) {
    List<List<Identifier>> inherits = new ArrayList<>();
    if (tokens.accept("inherits")) {
      tokens.expect("(");
      do {
        inherits.add(tokens.name());
      } while (tokens.accept(","));
      tokens.expect(")");
    }
    Optional<Ddl.Partitioning> by = Optional.empty();
    if (tokens.accept("partition", "by")) {
      by = Optional.of(new Ddl.Partitioning(tokens.word(), new IndexReader(tokens).elements()));
    }
    return new Ddl.CreateTable(name, ifNotExists, unlogged, elements, inherits, of, by, settings());
  }

  private List<Ddl.Setting> settings() {
    List<Ddl.Setting> settings =
        tokens.sees("with", "(") && tokens.accept("with")
            ? new SettingReader(tokens).inParentheses()
            : List.of();
    if (tokens.seesAny("tablespace", "using", "on")) {
      throw SyntaxRefusedException.unsupported(
          tokens.word().toUpperCase(Locale.ROOT) + " of a table");
    }
    return settings;
  }

  private Ddl from(List<Identifier> name, boolean ifNotExists, boolean unlogged) {
    List<Identifier> columns = tokens.sees("(") ? tokens.columns() : List.of();
    List<Ddl.Setting> settings = settings();
    tokens.expect("as");
    if (tokens.sees("execute")) {
      throw SyntaxRefusedException.unsupported("CREATE TABLE AS EXECUTE");
    }
    String query = queryText();
    return new Ddl.CreateTableAs(
        name, ifNotExists, unlogged, columns, settings, EmbeddedSql.query(query), withData());
  }

  /** The query up to {@code with [no] data}. */
  String queryText() {
    return tokens.upTo(() -> tokens.sees("with", "data") || tokens.sees("with", "no", "data"));
  }

  boolean withData() {
    boolean without = tokens.accept("with", "no", "data");
    if (!without) {
      tokens.accept("with", "data");
    }
    return !without;
  }

  private List<TableElement> elements(boolean partition) {
    List<TableElement> elements = new ArrayList<>();
    tokens.expect("(");
    if (tokens.accept(")")) {
      return elements;
    }
    do {
      elements.add(element(partition));
    } while (tokens.accept(","));
    tokens.expect(")");
    return elements;
  }

  private TableElement element(boolean partition) {
    if (tokens.accept("like")) {
      List<Identifier> relation = tokens.name();
      List<String> options = new ArrayList<>();
      while (tokens.seesAny("including", "excluding")) {
        options.add(tokens.word() + " " + tokens.word());
      }
      return new TableElement.Like(relation, options);
    }
    return constraints.comes()
        ? new TableElement.TableConstraint(constraints.ofTable())
        : column(partition);
  }

  /** A column; of a partition without a type. */
  TableElement.Column column(boolean partition) {
    Identifier name = tokens.identifier();
    Optional<TypeName> type = Optional.empty();
    if (partition) {
      tokens.accept("with", "options");
    } else {
      type = Optional.of(EmbeddedSql.type(tokens));
    }
    return rest(name, type);
  }

  /** What stands behind a column's type, or a domain's. */
  TableElement.Column rest(Identifier name, Optional<TypeName> type) {
    Optional<String> collation = Optional.empty();
    boolean notNull = false;
    Optional<Expr> value = Optional.empty();
    Optional<TableElement.Generated> generated = Optional.empty();
    Optional<TableElement.Identity> identity = Optional.empty();
    List<TableElement.Constraint> more = new ArrayList<>();
    while (!tokens.atEnd() && !tokens.seesAny(",", ")")) {
      Optional<Identifier> label = constraints.name();
      if (tokens.accept("not", "null")) {
        notNull = true;
        tokens.accept("no", "inherit");
      } else if (tokens.accept("null")) {
        notNull = false;
      } else if (tokens.accept("collate")) {
        int mark = tokens.mark();
        tokens.name();
        collation = Optional.of(tokens.since(mark));
      } else if (tokens.accept("default")) {
        value = Optional.of(EmbeddedSql.expression(defaultText()));
      } else if (tokens.accept("generated")) {
        boolean always = tokens.accept("always");
        if (!always) {
          tokens.expect("by", "default");
        }
        tokens.expect("as");
        if (tokens.sees("identity")) {
          identity = Optional.of(identity(always));
        } else {
          generated = Optional.of(generated());
        }
      } else if (tokens.seesAny("storage", "compression")) {
        throw SyntaxRefusedException.unsupported(tokens.word().toUpperCase(Locale.ROOT));
      } else {
        more.add(constraints.ofColumn(label, name));
      }
    }
    return new TableElement.Column(
        name, type, collation, notNull, value, generated, identity, more);
  }

  /** A default ends where a constraint's word or the next column begins. */
  private String defaultText() {
    int first = tokens.mark();
    return tokens.upTo(() -> tokens.mark() > first && tokens.seesAny(AFTER_A_DEFAULT));
  }

  private TableElement.Generated generated() {
    Expr value = EmbeddedSql.expression(tokens.parenthesised());
    boolean stored = tokens.accept("stored");
    if (!stored) {
      tokens.accept("virtual");
    }
    return new TableElement.Generated(value, stored);
  }

  /** After {@code generated … as}. */
  TableElement.Identity identity(boolean always) {
    tokens.expect("identity");
    List<Ddl.Setting> settings = new ArrayList<>();
    if (tokens.accept("(")) {
      settings.addAll(new SettingReader(tokens).ofSequence());
      tokens.expect(")");
    }
    return new TableElement.Identity(always, settings);
  }

  /** {@code for values …} or {@code default}. */
  Ddl.PartitionBound bound() {
    if (tokens.accept("default")) {
      return new Ddl.PartitionBound("", List.of());
    }
    tokens.expect("for", "values");
    if (tokens.accept("in")) {
      return new Ddl.PartitionBound("in", values());
    }
    if (tokens.accept("from")) {
      List<Expr> values = new ArrayList<>(values());
      tokens.expect("to");
      values.addAll(values());
      return new Ddl.PartitionBound("from to", values);
    }
    tokens.expect("with");
    int mark = tokens.mark();
    tokens.expect("(", "modulus");
    tokens.number();
    tokens.expect(",", "remainder");
    tokens.number();
    tokens.expect(")");
    return new Ddl.PartitionBound("with " + tokens.since(mark), List.of());
  }

  private List<Expr> values() {
    String text = tokens.parenthesised();
    return EmbeddedSql.expressions(text);
  }
}

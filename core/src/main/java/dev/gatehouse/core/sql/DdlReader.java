package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads definitions by PostgreSQL's own grammar (documentation, part VI "SQL Commands"), down to
 * expressions and queries, which go to the ordinary parser. Every word is read by name; what is not
 * known is refused.
 */
final class DdlReader {
  private static final List<String> KINDS =
      List.of(
          "table", "view", "materialized view", "index", "sequence", "type", "domain", "schema");

  private final TokenCursor tokens;

  DdlReader(TokenCursor tokens) {
    this.tokens = tokens;
  }

  /** The definition; empty where the statement is none. */
  Optional<Ddl> read() {
    Ddl ddl;
    if (tokens.accept("create")) {
      ddl = create();
    } else if (tokens.accept("alter")) {
      ddl = alter();
    } else if (tokens.accept("drop")) {
      ddl = drop();
    } else if (tokens.accept("comment", "on")) {
      ddl = comment();
    } else if (tokens.accept("refresh", "materialized", "view")) {
      boolean concurrently = tokens.accept("concurrently");
      List<Identifier> name = tokens.name();
      ddl = new Ddl.Refresh(name, concurrently, new TableReader(tokens).withData());
    } else {
      return Optional.empty();
    }
    tokens.expectEnd();
    return Optional.of(ddl);
  }

  private Ddl create() {
    boolean orReplace = tokens.accept("or", "replace");
    if (tokens.accept("view")) {
      return view(orReplace);
    }
    if (tokens.sees("recursive")) {
      throw SyntaxRefusedException.unsupported("CREATE RECURSIVE VIEW");
    }
    if (orReplace) {
      throw tokens.unexpected();
    }
    if (tokens.accept("materialized", "view")) {
      return materialized();
    }
    if (tokens.accept("unlogged", "table")) {
      return new TableReader(tokens).table(true);
    }
    if (tokens.accept("table")) {
      return new TableReader(tokens).table(false);
    }
    if (tokens.accept("unique", "index")) {
      return new IndexReader(tokens).index(true);
    }
    if (tokens.accept("index")) {
      return new IndexReader(tokens).index(false);
    }
    if (tokens.accept("sequence")) {
      boolean ifNotExists = tokens.accept("if", "not", "exists");
      List<Identifier> name = tokens.name();
      return new Ddl.CreateSequence(name, ifNotExists, new SettingReader(tokens).ofSequence());
    }
    if (tokens.accept("type")) {
      return type();
    }
    if (tokens.accept("domain")) {
      List<Identifier> name = tokens.name();
      tokens.accept("as");
      var type = EmbeddedSql.type(tokens);
      return new Ddl.CreateDomain(
          name, new TableReader(tokens).rest(new Identifier("value", "value"), Optional.of(type)));
    }
    if (tokens.accept("schema")) {
      boolean ifNotExists = tokens.accept("if", "not", "exists");
      return new Ddl.CreateSchema(tokens.identifier(), ifNotExists);
    }
    throw tokens.unexpected();
  }

  private Ddl view(boolean orReplace) {
    List<Identifier> name = tokens.name();
    List<Identifier> columns = tokens.sees("(") ? tokens.columns() : List.of();
    List<Ddl.Setting> settings =
        tokens.accept("with") ? new SettingReader(tokens).inParentheses() : List.of();
    tokens.expect("as");
    String query = tokens.upTo(this::seesCheckOption);
    String tail = "";
    if (!tokens.atEnd()) {
      tail = tokens.rest();
    }
    return new Ddl.CreateView(
        name,
        false,
        orReplace,
        false,
        columns,
        settings,
        EmbeddedSql.query(query),
        tail.toLowerCase(Locale.ROOT));
  }

  private boolean seesCheckOption() {
    return tokens.sees("with", "check", "option")
        || tokens.sees("with", "local", "check", "option")
        || tokens.sees("with", "cascaded", "check", "option");
  }

  private Ddl materialized() {
    boolean ifNotExists = tokens.accept("if", "not", "exists");
    List<Identifier> name = tokens.name();
    List<Identifier> columns = tokens.sees("(") ? tokens.columns() : List.of();
    List<Ddl.Setting> settings =
        tokens.accept("with") ? new SettingReader(tokens).inParentheses() : List.of();
    tokens.expect("as");
    TableReader tables = new TableReader(tokens);
    var query = EmbeddedSql.query(tables.queryText());
    String tail = tables.withData() ? "" : "with no data";
    return new Ddl.CreateView(name, true, false, ifNotExists, columns, settings, query, tail);
  }

  private Ddl type() {
    List<Identifier> name = tokens.name();
    tokens.expect("as");
    if (tokens.accept("enum")) {
      List<String> labels = new ArrayList<>();
      tokens.expect("(");
      if (!tokens.sees(")")) {
        do {
          labels.add(tokens.string());
        } while (tokens.accept(","));
      }
      tokens.expect(")");
      return new Ddl.CreateEnum(name, labels);
    }
    if (!tokens.sees("(")) {
      throw SyntaxRefusedException.unsupported("CREATE TYPE other than an enum or a row");
    }
    List<TableElement.Column> fields = new ArrayList<>();
    tokens.expect("(");
    do {
      fields.add(new TableReader(tokens).column(false));
    } while (tokens.accept(","));
    tokens.expect(")");
    return new Ddl.CreateComposite(name, fields);
  }

  private Ddl alter() {
    if (tokens.accept("type")) {
      return new AlterReader(tokens).type();
    }
    String kind = kind();
    if (kind.equals("domain") || kind.equals("schema")) {
      throw SyntaxRefusedException.unsupported("ALTER " + kind.toUpperCase(Locale.ROOT));
    }
    return new AlterReader(tokens).alter(kind);
  }

  private String kind() {
    for (String kind : KINDS) {
      if (tokens.accept(kind.split(" "))) {
        return kind;
      }
    }
    throw tokens.unexpected();
  }

  private Ddl drop() {
    String kind = kind();
    boolean concurrently = kind.equals("index") && tokens.accept("concurrently");
    boolean ifExists = tokens.accept("if", "exists");
    List<List<Identifier>> names = new ArrayList<>();
    do {
      names.add(tokens.name());
    } while (tokens.accept(","));
    boolean cascade = tokens.accept("cascade");
    if (!cascade) {
      tokens.accept("restrict");
    }
    return new Ddl.Drop(kind, concurrently, ifExists, names, cascade);
  }

  private Ddl comment() {
    String kind;
    List<Identifier> name = new ArrayList<>();
    Optional<List<Identifier>> on = Optional.empty();
    if (tokens.accept("column")) {
      kind = "column";
      do {
        name.add(tokens.identifier());
      } while (tokens.accept("."));
    } else if (tokens.accept("constraint")) {
      kind = "constraint";
      name.add(tokens.identifier());
      tokens.expect("on");
      on = Optional.of(tokens.name());
    } else {
      kind = kind();
      name.addAll(tokens.name());
    }
    tokens.expect("is");
    Optional<String> text = tokens.accept("null") ? Optional.empty() : Optional.of(tokens.string());
    return new Ddl.Comment(kind, name, on, text);
  }
}

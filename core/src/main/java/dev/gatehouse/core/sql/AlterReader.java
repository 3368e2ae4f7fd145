package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code alter table}, {@code alter view} and their like: every subcommand by its name. */
final class AlterReader {
  private final TokenCursor tokens;
  private final ColumnChangeReader columns;
  private final ConstraintReader constraints;
  private final TableReader tables;

  AlterReader(TokenCursor tokens) {
    this.tokens = tokens;
    this.columns = new ColumnChangeReader(tokens);
    this.constraints = new ConstraintReader(tokens);
    this.tables = new TableReader(tokens);
  }

  /** After the kind of object. */
  Ddl alter(String kind) {
    if (tokens.sees("all", "in", "tablespace")) {
      throw SyntaxRefusedException.unsupported("ALTER … ALL IN TABLESPACE");
    }
    boolean ifExists = tokens.accept("if", "exists");
    boolean only = tokens.accept("only");
    List<Identifier> name = tokens.name();
    tokens.accept("*");
    List<TableChange> changes = new ArrayList<>();
    if (kind.equals("sequence") && !tokens.seesAny("rename", "set", "owner")) {
      new SettingReader(tokens)
          .ofSequence()
          .forEach(setting -> changes.add(new TableChange.ObjectSetting(setting)));
    } else {
      do {
        changes.add(change());
      } while (tokens.accept(","));
    }
    return new Ddl.Alter(kind, name, ifExists, only, changes);
  }

  private TableChange change() {
    refuse();
    if (tokens.accept("add")) {
      return add();
    }
    if (tokens.accept("drop")) {
      return drop();
    }
    if (tokens.accept("alter", "constraint")) {
      return new TableChange.AlterConstraint(tokens.identifier(), tokens.rest());
    }
    if (tokens.accept("alter")) {
      tokens.accept("column");
      return columns.change(tokens.identifier());
    }
    if (tokens.accept("validate", "constraint")) {
      return new TableChange.ValidateConstraint(tokens.identifier());
    }
    if (tokens.accept("rename")) {
      return rename();
    }
    if (tokens.accept("attach", "partition")) {
      return new TableChange.AttachPartition(tokens.name(), tables.bound());
    }
    if (tokens.accept("detach", "partition")) {
      List<Identifier> name = tokens.name();
      String mode = tokens.seesAny("concurrently", "finalize") ? tokens.word() : "";
      return new TableChange.DetachPartition(name, mode);
    }
    if (tokens.accept("inherit")) {
      return new TableChange.Inherit(tokens.name(), true);
    }
    if (tokens.accept("no", "inherit")) {
      return new TableChange.Inherit(tokens.name(), false);
    }
    return setting();
  }

  private TableChange add() {
    if (constraints.comes()) {
      return new TableChange.AddConstraint(constraints.ofTable());
    }
    tokens.accept("column");
    boolean ifNotExists = tokens.accept("if", "not", "exists");
    return new TableChange.AddColumn(ifNotExists, tables.column(false));
  }

  private TableChange drop() {
    if (tokens.accept("constraint")) {
      boolean ifExists = tokens.accept("if", "exists");
      return new TableChange.DropConstraint(ifExists, tokens.identifier(), cascade());
    }
    tokens.accept("column");
    boolean ifExists = tokens.accept("if", "exists");
    return new TableChange.DropColumn(ifExists, tokens.identifier(), cascade());
  }

  private boolean cascade() {
    boolean cascade = tokens.accept("cascade");
    if (!cascade) {
      tokens.accept("restrict");
    }
    return cascade;
  }

  private TableChange rename() {
    if (tokens.accept("to")) {
      return new TableChange.Rename(tokens.identifier());
    }
    if (tokens.accept("constraint")) {
      Identifier name = tokens.identifier();
      tokens.expect("to");
      return new TableChange.RenameConstraint(name, tokens.identifier());
    }
    tokens.accept("column");
    Identifier column = tokens.identifier();
    tokens.expect("to");
    return new TableChange.RenameColumn(column, tokens.identifier());
  }

  private TableChange setting() {
    if (tokens.accept("set", "schema")) {
      return new TableChange.SetSchema(tokens.identifier());
    }
    int mark = tokens.mark();
    if (tokens.accept("set", "(") || tokens.accept("reset", "(")) {
      tokens.upTo(() -> tokens.sees(")"));
      tokens.expect(")");
    } else if (tokens.accept("cluster", "on")) {
      tokens.identifier();
    } else if (tokens.accept("replica", "identity")) {
      if (tokens.accept("using", "index")) {
        tokens.identifier();
      } else if (!tokens.accept("default") && !tokens.accept("full")) {
        tokens.expect("nothing");
      }
    } else if (!tokens.accept("set", "without", "cluster")
        && !tokens.accept("set", "logged")
        && !tokens.accept("set", "unlogged")) {
      throw tokens.unexpected();
    }
    return new TableChange.ObjectSetting(new Ddl.Setting(tokens.since(mark), ""));
  }

  /** Subcommands that never run, each with its reason. */
  private void refuse() {
    if (tokens.sees("owner")) {
      throw refused(
          "OWNER TO", "Who owns an object decides about access; ask the database's administrator.");
    }
    if (tokens.seesAny("enable", "disable") || tokens.sees("force") || tokens.sees("no", "force")) {
      int mark = tokens.mark();
      tokens.word();
      String construct = (tokens.since(mark) + " …").toUpperCase(Locale.ROOT);
      throw refused(
          construct,
          "Triggers, rules and row security are switched in a reviewed migration; leave "
              + construct
              + " out.");
    }
    if (tokens.sees("of") || tokens.sees("not", "of")) {
      throw SyntaxRefusedException.unsupported("ALTER TABLE OF a type");
    }
    if (tokens.sees("set", "tablespace") || tokens.sees("set", "access")) {
      throw SyntaxRefusedException.unsupported("SET TABLESPACE and SET ACCESS METHOD");
    }
    if (tokens.seesAny("merge", "split")) {
      throw SyntaxRefusedException.unsupported("MERGE or SPLIT of partitions");
    }
  }

  static SyntaxRefusedException refused(String construct, String sentence) {
    return new SyntaxRefusedException(Refusal.of(RefusalCode.UNSUPPORTED, construct, sentence));
  }

  /**
   * {@code alter type … add value}, {@code rename value}, {@code rename to}, {@code set schema}.
   */
  Ddl type() {
    List<Identifier> name = tokens.name();
    if (tokens.accept("add", "value")) {
      boolean ifNotExists = tokens.accept("if", "not", "exists");
      String label = tokens.string();
      if (tokens.accept("before") || tokens.accept("after")) {
        tokens.string();
      }
      return new Ddl.AlterEnum(name, ifNotExists, Optional.empty(), label);
    }
    if (tokens.accept("rename", "value")) {
      String old = tokens.string();
      tokens.expect("to");
      return new Ddl.AlterEnum(name, false, Optional.of(old), tokens.string());
    }
    throw SyntaxRefusedException.unsupported("ALTER TYPE other than ADD VALUE and RENAME VALUE");
  }

  /** Subcommands of one column. */
  private static final class ColumnChangeReader {
    private final TokenCursor tokens;

    ColumnChangeReader(TokenCursor tokens) {
      this.tokens = tokens;
    }

    TableChange change(Identifier column) {
      if (tokens.accept("type") || tokens.accept("set", "data", "type")) {
        return type(column);
      }
      if (tokens.accept("set", "default")) {
        Expr value = EmbeddedSql.expression(tokens.upTo(() -> tokens.sees(",")));
        return new TableChange.ColumnDefault(column, Optional.of(value));
      }
      if (tokens.accept("drop", "default")) {
        return new TableChange.ColumnDefault(column, Optional.empty());
      }
      if (tokens.accept("set", "not", "null")) {
        return new TableChange.ColumnNotNull(column, true);
      }
      if (tokens.accept("drop", "not", "null")) {
        return new TableChange.ColumnNotNull(column, false);
      }
      if (tokens.accept("set", "expression", "as")) {
        Expr value = EmbeddedSql.expression(tokens.parenthesised());
        return new TableChange.ColumnExpression(column, Optional.of(value));
      }
      if (tokens.accept("drop", "expression")) {
        tokens.accept("if", "exists");
        return new TableChange.ColumnExpression(column, Optional.empty());
      }
      if (tokens.accept("drop", "identity")) {
        return new TableChange.DropIdentity(column, tokens.accept("if", "exists"));
      }
      if (tokens.accept("add", "generated")) {
        boolean always = tokens.accept("always");
        if (!always) {
          tokens.expect("by", "default");
        }
        tokens.expect("as");
        return new TableChange.AddIdentity(column, new TableReader(tokens).identity(always));
      }
      return setting(column);
    }

    private TableChange type(Identifier column) {
      var type = EmbeddedSql.type(tokens);
      Optional<String> collation = Optional.empty();
      if (tokens.accept("collate")) {
        int mark = tokens.mark();
        tokens.name();
        collation = Optional.of(tokens.since(mark));
      }
      Optional<Expr> using =
          tokens.accept("using")
              ? Optional.of(EmbeddedSql.expression(tokens.upTo(() -> tokens.sees(","))))
              : Optional.empty();
      return new TableChange.ColumnType(column, type, collation, using);
    }

    private TableChange setting(Identifier column) {
      int mark = tokens.mark();
      if (tokens.accept("set", "(") || tokens.accept("reset", "(")) {
        tokens.upTo(() -> tokens.sees(")"));
        tokens.expect(")");
      } else if (tokens.accept("set", "statistics")) {
        tokens.accept("-");
        tokens.any();
      } else if (tokens.accept("set", "storage") || tokens.accept("set", "compression")) {
        tokens.word();
      } else if (tokens.accept("set", "generated")) {
        if (!tokens.accept("always")) {
          tokens.expect("by", "default");
        }
      } else {
        return new TableChange.ColumnSetting(column, sequence());
      }
      return new TableChange.ColumnSetting(column, new Ddl.Setting(tokens.since(mark), ""));
    }

    /** {@code restart} and {@code set increment by}, of an identity column. */
    private Ddl.Setting sequence() {
      List<Ddl.Setting> settings = new SettingReader(tokens).ofSequence();
      if (settings.size() != 1) {
        throw tokens.unexpected();
      }
      return settings.getFirst();
    }
  }
}

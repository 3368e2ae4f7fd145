package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.ExplainStatement;
import net.sf.jsqlparser.statement.ParenthesedStatement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.delete.ParenthesedDelete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.ParenthesedInsert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.ParenthesedUpdate;
import net.sf.jsqlparser.statement.update.Update;

/** Turns one statement into our tree. Used once. */
final class StatementConverter {
  private final QueryConverter queries;
  private final WriteConverter writes;
  private final Optional<MySqlStatements> mysql;

  StatementConverter(Dialect dialect) {
    this.queries = new QueryConverter(this, new NodeBudget(), Grammar.of(dialect));
    this.writes = new WriteConverter(queries);
    this.mysql =
        dialect == Dialect.POSTGRESQL
            ? Optional.empty()
            : Optional.of(new MySqlStatements(queries));
  }

  Statement statement(net.sf.jsqlparser.statement.Statement statement) {
    return mysql.isPresent() ? mysql.get().statement(statement, this::common) : common(statement);
  }

  private Statement common(net.sf.jsqlparser.statement.Statement statement) {
    Class<?> type = statement.getClass();
    if (type == PlainSelect.class
        || type == SetOperationList.class
        || type == ParenthesedSelect.class
        || type == Values.class
        || type == TableStatement.class) {
      return new Statement.Read(queries.query((Select) statement));
    }
    if (type == Insert.class) {
      return writes.insert((Insert) statement);
    }
    if (type == Update.class) {
      return writes.update((Update) statement);
    }
    if (type == Delete.class) {
      return writes.delete((Delete) statement);
    }
    if (type == Merge.class) {
      return writes.merge((Merge) statement);
    }
    if (type == Truncate.class) {
      return truncate((Truncate) statement);
    }
    if (type == Drop.class) {
      return drop((Drop) statement);
    }
    if (type == ExplainStatement.class) {
      return explain((ExplainStatement) statement);
    }
    throw SyntaxRefusedException.unsupported("the statement " + Readable.name(type));
  }

  /** The statement of a common table expression. */
  Statement inside(WithItem<?> item) {
    ParenthesedStatement inner = item.getStatement();
    Unhandled.ifSet("an alias inside WITH", inner.getAlias());
    if (inner instanceof ParenthesedSelect select) {
      return new Statement.Read(queries.inside(select));
    }
    if (inner instanceof ParenthesedInsert insert) {
      Unhandled.ifSet("WITH inside WITH", insert.getWithItemsList());
      return statement(insert.getInsert());
    }
    if (inner instanceof ParenthesedUpdate update) {
      Unhandled.ifSet("WITH inside WITH", update.getWithItemsList());
      return statement(update.getUpdate());
    }
    if (inner instanceof ParenthesedDelete delete) {
      Unhandled.ifSet("WITH inside WITH", delete.getWithItemsList());
      return statement(delete.getDelete());
    }
    throw SyntaxRefusedException.unsupported(Readable.name(inner.getClass()) + " in WITH");
  }

  private Statement truncate(Truncate truncate) {
    Unhandled.ifSet("TRUNCATE ONLY", truncate.isOnly());
    return new Statement.Truncate(
        truncate.isTableToken(),
        truncate.getTables().stream().map(this::plainName).toList(),
        truncate.getCascade());
  }

  private List<Identifier> plainName(Table table) {
    From.Relation relation = queries.froms().relation(table);
    if (relation.alias().isPresent()) {
      throw SyntaxRefusedException.unsupported("an alias in this place");
    }
    return relation.name();
  }

  /** Of dialects whose definitions have no reader of their own. */
  private Statement drop(Drop drop) {
    String kind =
        switch (drop.getObjectType()) {
          case TABLE -> "table";
          case VIEW -> "view";
          default -> throw SyntaxRefusedException.unsupported("DROP " + drop.getObjectType());
        };
    Unhandled.ifSet("DROP MATERIALIZED VIEW", drop.isMaterialized());
    Unhandled.ifSet("DROP TEMPORARY", drop.isUsingTemporary());
    String tail = drop.getParameters() == null ? "" : String.join(" ", drop.getParameters());
    if (!tail.isEmpty() && !tail.equalsIgnoreCase("restrict")) {
      throw SyntaxRefusedException.unsupported("DROP " + tail);
    }
    List<List<Identifier>> names = drop.getNames().stream().map(this::plainName).toList();
    List<String> written =
        names.stream()
            .map(name -> String.join(".", name.stream().map(Identifier::spelling).toList()))
            .toList();
    String text =
        String.join(
            " ",
            "drop",
            kind,
            drop.isIfExists() ? "if exists" : "",
            String.join(", ", written),
            tail);
    return new Statement.Define(
        new Ddl.Drop(kind, false, drop.isIfExists(), names, false), text.strip());
  }

  private Statement explain(ExplainStatement explain) {
    Unhandled.ifSet("EXPLAIN of a table", explain.getTable());
    if (!"explain".equalsIgnoreCase(explain.getKeyword()) || explain.getStatement() == null) {
      throw SyntaxRefusedException.unsupported("this form of EXPLAIN");
    }
    boolean analyze = false;
    List<String> words = new ArrayList<>();
    for (ExplainStatement.Option option :
        explain.getOptionList() == null
            ? List.<ExplainStatement.Option>of()
            : explain.getOptionList()) {
      analyze |= option.getType() == ExplainStatement.OptionType.ANALYZE;
      words.add(option.formatOption().strip());
    }
    String options =
        explain.isParenthesizedOptions()
            ? "(" + String.join(", ", words) + ")"
            : String.join(" ", words);
    return new Statement.Explain(options, analyze, statement(explain.getStatement()));
  }
}

package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.MySqlForm;
import dev.gatehouse.core.sql.tree.MySqlStatement;
import dev.gatehouse.core.sql.tree.MySqlStatement.Setting;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.DescribeStatement;
import net.sf.jsqlparser.statement.ExplainStatement;
import net.sf.jsqlparser.statement.ShowColumnsStatement;
import net.sf.jsqlparser.statement.ShowStatement;
import net.sf.jsqlparser.statement.UnsupportedStatement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertDuplicateAction;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.show.ShowTablesStatement;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import net.sf.jsqlparser.statement.upsert.Upsert;
import net.sf.jsqlparser.statement.upsert.UpsertType;
import org.jspecify.annotations.Nullable;

/**
 * Turns the statements that MariaDB and MySQL alone have into our tree; the plain forms that every
 * server has are left to the others. Words that are not read here are found missing by {@link
 * TokenProof}.
 */
final class MySqlStatements {
  /** Statements that mean the same to every server. */
  private static final Set<Class<?>> SHARED =
      Set.of(
          PlainSelect.class,
          SetOperationList.class,
          ParenthesedSelect.class,
          Values.class,
          TableStatement.class,
          Insert.class,
          Truncate.class,
          Drop.class,
          ExplainStatement.class);

  private final QueryConverter queries;

  MySqlStatements(QueryConverter queries) {
    this.queries = queries;
  }

  /** The statement, or what the others make of it where it is one that every server has. */
  Statement statement(
      net.sf.jsqlparser.statement.Statement statement,
      Function<net.sf.jsqlparser.statement.Statement, Statement> others) {
    @Nullable MySqlStatement own =
        switch (statement) {
          case Insert insert -> insert(insert);
          case Upsert upsert -> replace(upsert);
          case Update update -> update(update);
          case Delete delete -> delete(delete);
          case DescribeStatement describe ->
              describe(describe.getDescribeType(), describe.getTable());
          case ExplainStatement explain when explain.getTable() != null ->
              describe(explain.getKeyword(), explain.getTable());
          case ShowColumnsStatement show ->
              new MySqlStatement.Describe(
                  "show columns from", List.of(queries.names().relation(show.getTableName())));
          case ShowTablesStatement show -> tables(show);
          case ShowStatement show -> databases(show);
          default -> null;
        };
    if (own != null) {
      return new Statement.MySql(own);
    }
    if (!SHARED.contains(statement.getClass())) {
      String words = statement instanceof UnsupportedStatement ? first(statement) : "";
      throw SyntaxRefusedException.unsupported(
          words.isEmpty() ? "the statement " + Readable.name(statement.getClass()) : words);
    }
    return others.apply(statement);
  }

  private static String first(net.sf.jsqlparser.statement.Statement statement) {
    return Stream.of(statement.toString().split(" ", 3))
        .limit(2)
        .filter(word -> word.matches("[A-Za-z_]+"))
        .collect(Collectors.joining(" "))
        .toUpperCase(Locale.ROOT);
  }

  private @Nullable MySqlStatement insert(Insert insert) {
    InsertDuplicateAction duplicate = insert.getDuplicateAction();
    boolean set = !QueryConverter.isEmpty(insert.getSetUpdateSets());
    if (duplicate == null && !set && !insert.isModifierIgnore()) {
      return null;
    }
    List<Setting> onDuplicate = List.of();
    if (duplicate != null) {
      Unhandled.ifSet("WHERE after ON DUPLICATE KEY", duplicate.getWhereExpression());
      if (duplicate.getConflictActionType() != ConflictActionType.DO_UPDATE) {
        throw SyntaxRefusedException.unsupported("this ON DUPLICATE KEY action");
      }
      onDuplicate = settings(duplicate.getUpdateSets()).stream().map(this::inserted).toList();
    }
    Unhandled.ifSet("WITH before INSERT", insert.getWithItemsList());
    return new MySqlStatement.Insert(
        insert.isModifierIgnore() ? "insert ignore into" : "insert into",
        false,
        queries.froms().relation(insert.getTable()),
        columns(insert.getColumns()),
        set ? Optional.empty() : Optional.of(queries.query(insert.getSelect())),
        set ? settings(insert.getSetUpdateSets()) : List.of(),
        onDuplicate,
        insert.getReturningClause() == null
            ? List.of()
            : queries.items(insert.getReturningClause()));
  }

  private MySqlStatement replace(Upsert upsert) {
    if (upsert.getUpsertType() != UpsertType.REPLACE) {
      throw SyntaxRefusedException.unsupported("the statement " + upsert.getUpsertType());
    }
    boolean set = !QueryConverter.isEmpty(upsert.getUpdateSets());
    return new MySqlStatement.Insert(
        upsert.isUsingInto() ? "replace into" : "replace",
        true,
        queries.froms().relation(upsert.getTable()),
        columns(upsert.getColumns()),
        set ? Optional.empty() : Optional.of(queries.query(upsert.getSelect())),
        set ? settings(upsert.getUpdateSets()) : List.of(),
        List.of(),
        List.of());
  }

  private MySqlStatement update(Update update) {
    Unhandled.ifSet("WITH before UPDATE", update.getWithItemsList());
    Unhandled.ifSet("FROM in UPDATE", update.getFromItem());
    Unhandled.ifSet("RETURNING after UPDATE", update.getReturningClause());
    return new MySqlStatement.Update(
        queries.froms().items(update.getTable(), update.getStartJoins()),
        settings(update.getUpdateSets()),
        queries.expressions().optional(update.getWhere()),
        queries.orderBy(update.getOrderByElements()),
        limit(update.getLimit()));
  }

  private @Nullable MySqlStatement delete(Delete delete) {
    List<Table> targets = QueryConverter.orEmpty(delete.getTables());
    Unhandled.ifSet("WITH before DELETE", delete.getWithItemsList());
    Unhandled.ifSet("USING in DELETE", delete.getUsingFromItemList());
    return new MySqlStatement.Delete(
        targets.stream().map(queries.names()::table).toList(),
        queries.froms().items(delete.getTable(), delete.getJoins()),
        queries.expressions().optional(delete.getWhere()),
        queries.orderBy(delete.getOrderByElements()),
        limit(delete.getLimit()),
        delete.getReturningClause() == null
            ? List.of()
            : queries.items(delete.getReturningClause()));
  }

  private Optional<Expr> limit(@Nullable Limit limit) {
    if (limit == null) {
      return Optional.empty();
    }
    Unhandled.ifSet("an offset here", limit.getOffset());
    return queries.expressions().optional(limit.getRowCount());
  }

  private List<Identifier> columns(@Nullable List<Column> columns) {
    List<Identifier> names = new ArrayList<>();
    for (Column column : QueryConverter.orEmpty(columns)) {
      List<Identifier> parts = queries.names().column(column);
      if (parts.size() != 1) {
        throw SyntaxRefusedException.unsupported("a qualified column to write");
      }
      names.add(parts.getFirst());
    }
    return names;
  }

  private List<Setting> settings(List<UpdateSet> sets) {
    List<Setting> settings = new ArrayList<>();
    for (UpdateSet set : sets) {
      if (set.getColumns().size() != 1) {
        throw SyntaxRefusedException.unsupported("an assignment to several columns");
      }
      settings.add(
          new Setting(
              queries.names().column(set.getColumns().getFirst()),
              queries.expressions().only(List.<Expression>copyOf(set.getValues()))));
    }
    return settings;
  }

  /** {@code values(c)}, after ON DUPLICATE KEY UPDATE, is what would have been inserted. */
  private Setting inserted(Setting setting) {
    return new Setting(setting.column(), MySqlForm.Inserted.in(setting.value()));
  }

  private MySqlStatement describe(String word, Table table) {
    From.Relation relation = queries.froms().relation(table);
    if (relation.alias().isPresent()) {
      throw SyntaxRefusedException.unsupported("a column after " + word);
    }
    return new MySqlStatement.Describe(word.toLowerCase(Locale.ROOT), relation.name());
  }

  private MySqlStatement tables(ShowTablesStatement show) {
    Unhandled.ifSet("WHERE in SHOW", show.getWhereCondition());
    EnumSet<ShowTablesStatement.Modifiers> modifiers = show.getModifiers();
    boolean full = modifiers.contains(ShowTablesStatement.Modifiers.FULL);
    String database = show.getDbName();
    String word =
        show.getSelectionMode() == null
            ? ""
            : show.getSelectionMode().name().toLowerCase(Locale.ROOT);
    return new MySqlStatement.ShowTables(
        full,
        word,
        database == null ? Optional.empty() : Optional.of(queries.names().relation(database)),
        queries.expressions().optional(show.getLikeExpression()));
  }

  private static MySqlStatement databases(ShowStatement show) {
    String word = show.getName().toLowerCase(Locale.ROOT);
    if (!word.equals("databases") && !word.equals("schemas")) {
      throw SyntaxRefusedException.unsupported("SHOW " + show.getName().toUpperCase(Locale.ROOT));
    }
    return new MySqlStatement.ShowDatabases(word);
  }
}

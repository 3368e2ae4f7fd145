package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.create.table.Index;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictAction;
import net.sf.jsqlparser.statement.insert.InsertConflictTarget;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.merge.MergeInsert;
import net.sf.jsqlparser.statement.merge.MergeOperation;
import net.sf.jsqlparser.statement.merge.MergeSide;
import net.sf.jsqlparser.statement.merge.MergeUpdate;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/** Turns writes into our tree. */
final class WriteConverter {
  private final QueryConverter queries;

  WriteConverter(QueryConverter queries) {
    this.queries = queries;
  }

  Statement insert(Insert insert) {
    ForeignWrites.refuse(insert);
    List<Identifier> columns = new ArrayList<>();
    if (insert.getColumns() != null) {
      insert.getColumns().forEach(column -> columns.add(plain(column)));
    }
    String overriding =
        switch (insert.getOverridingMode()) {
          case NONE -> "";
          case SYSTEM -> "system";
          case USER -> "user";
        };
    Optional<Query> source = Optional.empty();
    if (!insert.isOnlyDefaultValues()) {
      if (insert.getSelect() == null) {
        throw SyntaxRefusedException.unsupported("INSERT without VALUES or a query");
      }
      source = Optional.of(queries.query(insert.getSelect()));
    }
    return new Statement.Insert(
        queries.with(insert.getWithItemsList()),
        QueryConverter.recursive(insert.getWithItemsList()),
        queries.froms().relation(insert.getTable()),
        columns,
        overriding,
        source,
        conflict(insert.getConflictTarget(), insert.getConflictAction()),
        returning(insert.getReturningClause()));
  }

  private Optional<Statement.Conflict> conflict(
      @Nullable InsertConflictTarget target, @Nullable InsertConflictAction action) {
    if (action == null) {
      Unhandled.ifSet("ON CONFLICT without an action", target);
      return Optional.empty();
    }
    List<Identifier> columns = new ArrayList<>();
    Optional<Identifier> constraint = Optional.empty();
    if (target != null) {
      Unhandled.ifSet("ON CONFLICT (…) WHERE", target.getWhereExpression());
      Unhandled.ifSet("ON CONFLICT of an expression", target.getIndexExpression());
      if (target.getConstraintName() != null) {
        constraint = Optional.of(queries.names().label(target.getConstraintName()));
      }
      for (Index.ColumnParams column : target.getIndexElements()) {
        Unhandled.ifSet("ON CONFLICT of an expression", column.getExpression());
        Unhandled.ifSet("ON CONFLICT with parameters", column.getParams());
        columns.add(queries.names().name(column.getColumnName()));
      }
    }
    List<Statement.Assignment> assignments = List.of();
    if (action.getConflictActionType() == ConflictActionType.DO_UPDATE) {
      assignments = assignments(action.getUpdateSets());
    } else if (action.getConflictActionType() != ConflictActionType.DO_NOTHING) {
      throw SyntaxRefusedException.unsupported("this ON CONFLICT action");
    }
    return Optional.of(
        new Statement.Conflict(
            columns,
            constraint,
            assignments,
            queries.expressions().optional(action.getWhereExpression())));
  }

  Statement update(Update update) {
    ForeignWrites.refuse(update);
    return new Statement.Update(
        queries.with(update.getWithItemsList()),
        QueryConverter.recursive(update.getWithItemsList()),
        queries.froms().relation(update.getTable()),
        assignments(update.getUpdateSets()),
        queries.froms().items(update.getFromItem(), update.getJoins()),
        queries.expressions().optional(update.getWhere()),
        returning(update.getReturningClause()));
  }

  Statement delete(Delete delete) {
    ForeignWrites.refuse(delete);
    List<From> using = new ArrayList<>();
    if (delete.getUsingFromItemList() != null) {
      for (FromItem item : delete.getUsingFromItemList()) {
        using.add(queries.froms().item(item));
      }
    }
    return new Statement.Delete(
        queries.with(delete.getWithItemsList()),
        QueryConverter.recursive(delete.getWithItemsList()),
        queries.froms().relation(delete.getTable()),
        using,
        queries.expressions().optional(delete.getWhere()),
        returning(delete.getReturningClause()));
  }

  Statement merge(Merge merge) {
    Unhandled.ifSet("an optimizer hint", merge.getOracleHint());
    Unhandled.ifSet("OUTPUT", merge.getOutputClause());
    Unhandled.ifSet("OPTION", merge.getOption());
    Table target = merge.getTable();
    List<Statement.MergeAction> actions = new ArrayList<>();
    for (MergeOperation operation : merge.getOperations()) {
      actions.add(mergeAction(operation));
    }
    return new Statement.Merge(
        queries.with(merge.getWithItemsList()),
        QueryConverter.recursive(merge.getWithItemsList()),
        queries.froms().relation(target),
        queries.froms().item(merge.getFromItem()),
        queries.expressions().convert(merge.getOnCondition()),
        actions,
        returning(merge.getReturningClause()));
  }

  private static String side(@Nullable MergeSide side) {
    return side == null
        ? ""
        : switch (side) {
          case SOURCE -> "by source";
          case TARGET -> "by target";
        };
  }

  private Statement.MergeAction mergeAction(MergeOperation operation) {
    if (operation.getClass() == MergeUpdate.class) {
      MergeUpdate update = (MergeUpdate) operation;
      Unhandled.ifSet("WHERE in MERGE", update.getWhereCondition());
      Unhandled.ifSet("DELETE WHERE in MERGE", update.getDeleteWhereCondition());
      return new Statement.MergeUpdate(
          side(update.getSide()),
          queries.expressions().optional(update.getAndPredicate()),
          assignments(update.getUpdateSets()));
    }
    if (operation.getClass() == MergeDelete.class) {
      MergeDelete delete = (MergeDelete) operation;
      return new Statement.MergeDelete(
          side(delete.getSide()), queries.expressions().optional(delete.getAndPredicate()));
    }
    if (operation.getClass() == MergeInsert.class) {
      MergeInsert insert = (MergeInsert) operation;
      Unhandled.ifSet("WHERE in MERGE", insert.getWhereCondition());
      List<Identifier> columns = new ArrayList<>();
      if (insert.getColumns() != null) {
        insert.getColumns().forEach(column -> columns.add(plain(column)));
      }
      return new Statement.MergeInsert(
          side(insert.getSide()),
          queries.expressions().optional(insert.getAndPredicate()),
          columns,
          queries.expressions().all(insert.getValues()));
    }
    throw SyntaxRefusedException.unsupported(Readable.name(operation.getClass()));
  }

  private List<Statement.Assignment> assignments(@Nullable List<UpdateSet> sets) {
    if (sets == null || sets.isEmpty()) {
      throw SyntaxRefusedException.unsupported("SET without assignments");
    }
    List<Statement.Assignment> assignments = new ArrayList<>();
    for (UpdateSet set : sets) {
      ExpressionList<Column> columns = set.getColumns();
      boolean parenthesised = columns instanceof ParenthesedExpressionList;
      ExpressionList<?> values = set.getValues();
      Expr value;
      if (values instanceof ParenthesedExpressionList) {
        value = new Expr.Row(false, queries.expressions().all(values));
      } else {
        value = queries.expressions().only(List.<Expression>copyOf(values));
      }
      assignments.add(
          new Statement.Assignment(
              columns.stream().map(this::plain).toList(), parenthesised, value));
    }
    return assignments;
  }

  private List<Query.Item> returning(@Nullable ReturningClause returning) {
    if (returning == null) {
      return List.of();
    }
    Unhandled.ifSet("RETURNING INTO", returning.getDataItems());
    Unhandled.ifSet("RETURNING WITH", returning.getOutputAliases());
    return queries.items(returning);
  }

  /** A column of a write's own list, without a qualifier. */
  private Identifier plain(Column column) {
    List<Identifier> parts = queries.names().column(column);
    if (parts.size() != 1 || column.getArrayConstructor() != null) {
      throw SyntaxRefusedException.unsupported("a qualified or subscripted column to write");
    }
    return parts.getFirst();
  }
}

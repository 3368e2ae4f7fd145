package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** A statement. */
public sealed interface Statement {
  /** A query that is the whole statement, or a common table expression. */
  record Read(Query query) implements Statement {}

  /**
   * {@code insert into}.
   *
   * @param source absent for {@code default values}
   * @param overriding empty, {@code system} or {@code user}
   */
  record Insert(
      List<Query.CommonTable> with,
      boolean recursive,
      From.Relation target,
      List<Identifier> columns,
      String overriding,
      Optional<Query> source,
      Optional<Conflict> conflict,
      List<Query.Item> returning)
      implements Statement {
    public Insert {
      with = List.copyOf(with);
      columns = List.copyOf(columns);
      returning = List.copyOf(returning);
    }
  }

  /** {@code on conflict [(columns)] do …}; no assignments means {@code do nothing}. */
  record Conflict(
      List<Identifier> columns,
      Optional<Identifier> constraint,
      List<Assignment> assignments,
      Optional<Expr> where) {
    public Conflict {
      columns = List.copyOf(columns);
      assignments = List.copyOf(assignments);
    }
  }

  /** {@code update}. */
  record Update(
      List<Query.CommonTable> with,
      boolean recursive,
      From.Relation target,
      List<Assignment> assignments,
      List<From> from,
      Optional<Expr> where,
      List<Query.Item> returning)
      implements Statement {
    public Update {
      with = List.copyOf(with);
      assignments = List.copyOf(assignments);
      from = List.copyOf(from);
      returning = List.copyOf(returning);
    }
  }

  /** {@code c = e}, or {@code (c, d) = e} where parenthesised. */
  record Assignment(List<Identifier> columns, boolean parenthesised, Expr value) {
    public Assignment {
      columns = List.copyOf(columns);
    }
  }

  /** {@code delete from}. */
  record Delete(
      List<Query.CommonTable> with,
      boolean recursive,
      From.Relation target,
      List<From> using,
      Optional<Expr> where,
      List<Query.Item> returning)
      implements Statement {
    public Delete {
      with = List.copyOf(with);
      using = List.copyOf(using);
      returning = List.copyOf(returning);
    }
  }

  /** {@code merge into … using … on …}. */
  record Merge(
      List<Query.CommonTable> with,
      boolean recursive,
      From.Relation target,
      From source,
      Expr on,
      List<MergeAction> actions,
      List<Query.Item> returning)
      implements Statement {
    public Merge {
      with = List.copyOf(with);
      actions = List.copyOf(actions);
      returning = List.copyOf(returning);
    }
  }

  /** A {@code when} branch of a MERGE. */
  sealed interface MergeAction {
    /** What is not matched: {@code by source}, {@code by target}, or nothing said. */
    String side();

    /** What must hold besides the match. */
    Optional<Expr> condition();
  }

  /** {@code when matched … then update set …}. */
  record MergeUpdate(String side, Optional<Expr> condition, List<Assignment> assignments)
      implements MergeAction {
    public MergeUpdate {
      assignments = List.copyOf(assignments);
    }
  }

  /** {@code when matched … then delete}. */
  record MergeDelete(String side, Optional<Expr> condition) implements MergeAction {}

  /** {@code when not matched … then insert (…) values (…)}. */
  record MergeInsert(
      String side, Optional<Expr> condition, List<Identifier> columns, List<Expr> values)
      implements MergeAction {
    public MergeInsert {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  /** {@code truncate [table] …}. */
  record Truncate(boolean tableWord, List<List<Identifier>> names, boolean cascade)
      implements Statement {
    public Truncate {
      names = names.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A definition.
   *
   * @param text as it is sent
   */
  record Define(Ddl ddl, String text) implements Statement {}

  /**
   * {@code show}.
   *
   * @param text as it is sent
   */
  record Show(Identifier setting, String text) implements Statement {}

  /** A statement that MariaDB and MySQL alone have. */
  record MySql(MySqlStatement form) implements Statement {}

  /** {@code explain}; the options as they were written. */
  record Explain(String options, boolean analyze, Statement statement) implements Statement {}
}

package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** Statements that MariaDB and MySQL alone have, or have more parts of. */
public sealed interface MySqlStatement {
  /** {@code [t.]c = e}. */
  record Setting(List<Identifier> column, Expr value) {
    public Setting {
      column = List.copyOf(column);
    }

    /** The column without what stands before it. */
    public Identifier last() {
      return column.getLast();
    }
  }

  /**
   * {@code insert} or {@code replace}.
   *
   * @param verb {@code insert into}, {@code insert ignore into}, {@code replace}, …
   * @param replaces whether rows of the same key are deleted first
   * @param settings what follows SET instead of a list and a source
   * @param onDuplicate what a row of the same key becomes
   */
  record Insert(
      String verb,
      boolean replaces,
      From.Relation target,
      List<Identifier> columns,
      Optional<Query> source,
      List<Setting> settings,
      List<Setting> onDuplicate,
      List<Query.Item> returning)
      implements MySqlStatement {
    public Insert {
      columns = List.copyOf(columns);
      settings = List.copyOf(settings);
      onDuplicate = List.copyOf(onDuplicate);
      returning = List.copyOf(returning);
    }
  }

  /** {@code update} of one table or of several that are joined. */
  record Update(
      List<From> tables,
      List<Setting> settings,
      Optional<Expr> where,
      List<Expr.OrderItem> orderBy,
      Optional<Expr> limit)
      implements MySqlStatement {
    public Update {
      tables = List.copyOf(tables);
      settings = List.copyOf(settings);
      orderBy = List.copyOf(orderBy);
    }
  }

  /** {@code delete}; with no targets named, of the one table in FROM. */
  record Delete(
      List<List<Identifier>> targets,
      List<From> from,
      Optional<Expr> where,
      List<Expr.OrderItem> orderBy,
      Optional<Expr> limit,
      List<Query.Item> returning)
      implements MySqlStatement {
    public Delete {
      targets = targets.stream().map(List::copyOf).toList();
      from = List.copyOf(from);
      orderBy = List.copyOf(orderBy);
      returning = List.copyOf(returning);
    }
  }

  /** {@code describe t}, {@code desc t}, {@code explain t} or {@code show columns from t}. */
  record Describe(String words, List<Identifier> relation) implements MySqlStatement {
    public Describe {
      relation = List.copyOf(relation);
    }
  }

  /** {@code show [full] tables [from db] [like '…']}. */
  record ShowTables(boolean full, String word, Optional<Identifier> database, Optional<Expr> like)
      implements MySqlStatement {}

  /** {@code show databases} or {@code show schemas}. */
  record ShowDatabases(String word) implements MySqlStatement {}
}

package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** What stands in the parentheses of {@code create table}. */
public sealed interface TableElement {
  /**
   * A column.
   *
   * @param type absent where a partition only adds to the column of its parent
   * @param notNull whether it says so; {@code primary key} is a constraint of its own
   * @param constraints those written after the column, each naming it
   */
  record Column(
      Identifier name,
      Optional<TypeName> type,
      Optional<String> collation,
      boolean notNull,
      Optional<Expr> defaultValue,
      Optional<Generated> generated,
      Optional<Identity> identity,
      List<Constraint> constraints)
      implements TableElement {
    public Column {
      constraints = List.copyOf(constraints);
    }
  }

  /** {@code generated always as (…) stored}, or virtual. */
  record Generated(Expr value, boolean stored) {}

  /** {@code generated always as identity}, or by default. */
  record Identity(boolean always, List<Ddl.Setting> settings) {
    public Identity {
      settings = List.copyOf(settings);
    }
  }

  /** A constraint of the table, or of one column. */
  record TableConstraint(Constraint constraint) implements TableElement {}

  /** {@code like other including all}. */
  record Like(List<Identifier> relation, List<String> options) implements TableElement {
    public Like {
      relation = List.copyOf(relation);
      options = List.copyOf(options);
    }
  }

  /** A constraint; its tail holds {@code not valid}, {@code deferrable} and their like. */
  sealed interface Constraint {
    /** Its name, where it has one. */
    Optional<Identifier> name();

    /** The words behind it. */
    String tail();
  }

  /** {@code check (…)}. */
  record Check(Optional<Identifier> name, Expr condition, String tail) implements Constraint {}

  /** {@code unique (…)} or {@code primary key (…)}; of an index that exists, by its name. */
  record Unique(
      Optional<Identifier> name,
      boolean primary,
      boolean nullsNotDistinct,
      List<Identifier> columns,
      List<Identifier> include,
      Optional<Identifier> index,
      String tail)
      implements Constraint {
    public Unique {
      columns = List.copyOf(columns);
      include = List.copyOf(include);
    }
  }

  /** {@code foreign key (…) references …}; without columns, the primary key is meant. */
  record ForeignKey(
      Optional<Identifier> name,
      List<Identifier> columns,
      List<Identifier> table,
      List<Identifier> referenced,
      List<String> actions,
      String tail)
      implements Constraint {
    public ForeignKey {
      columns = List.copyOf(columns);
      table = List.copyOf(table);
      referenced = List.copyOf(referenced);
      actions = List.copyOf(actions);
    }
  }

  /** {@code exclude using gist (… with =)}; the operators stand at the elements' ends. */
  record Exclude(
      Optional<Identifier> name,
      String method,
      List<Ddl.IndexElement> elements,
      List<String> operators,
      Optional<Expr> where,
      String tail)
      implements Constraint {
    public Exclude {
      elements = List.copyOf(elements);
      operators = List.copyOf(operators);
    }
  }

  /** {@code not null c} as a constraint of the table (PostgreSQL 18). */
  record NotNull(Optional<Identifier> name, Identifier column, String tail) implements Constraint {}
}

package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** An item of FROM. */
public sealed interface From {
  /**
   * A relation or a common table expression by name.
   *
   * @param history MariaDB's {@code for system_time as of …}, of constants and the clock alone;
   *     else empty
   * @param hint MariaDB's index hint
   */
  record Relation(
      List<Identifier> name, String history, Optional<Alias> alias, Optional<IndexHint> hint)
      implements From {
    public Relation {
      name = List.copyOf(name);
    }

    /** With nothing between or behind the name and the alias. */
    public Relation(List<Identifier> name, Optional<Alias> alias) {
      this(name, "", alias, Optional.empty());
    }
  }

  /**
   * {@code use index (a, b)} and its like.
   *
   * @param words all before the parenthesis, in lower case
   */
  record IndexHint(String words, List<Identifier> indexes) {
    public IndexHint {
      indexes = List.copyOf(indexes);
    }

    /** Whether it asks for the primary key and for no other index. */
    public boolean asksForPrimary() {
      return !words.startsWith("ignore")
          && indexes.stream().allMatch(index -> index.name().equalsIgnoreCase("primary"));
    }
  }

  /** {@code t tablesample system (10)}; the words hold numbers alone. */
  record Sampled(Relation relation, String words) implements From {}

  /** {@code [lateral] (query) alias}. */
  record Derived(boolean lateral, Query query, Optional<Alias> alias) implements From {}

  /** {@code [lateral] f(…) [with ordinality] alias}. */
  record Function(boolean lateral, Expr.Call call, boolean ordinality, Optional<Alias> alias)
      implements From {}

  /** A join. */
  record Join(From left, Kind kind, boolean natural, From right, Condition condition)
      implements From {
    /** The kind of a join. */
    public enum Kind {
      INNER,
      LEFT,
      RIGHT,
      FULL,
      CROSS,
      /** {@code straight_join}: an inner join that is done in the order it is written. */
      STRAIGHT
    }
  }

  /** {@code (a join b on …) [alias]}. */
  record Nested(From inner, Optional<Alias> alias) implements From {}

  /** How a join's sides meet. */
  sealed interface Condition {}

  /** Nothing is said: a cross or a natural join. */
  record Unconditional() implements Condition {}

  /** {@code on …}. */
  record On(Expr value) implements Condition {}

  /** {@code using (…)}. */
  record Using(List<Identifier> columns) implements Condition {
    public Using {
      columns = List.copyOf(columns);
    }
  }

  /** {@code [as] name [(columns)]}. */
  record Alias(Identifier name, List<Identifier> columns) {
    public Alias {
      columns = List.copyOf(columns);
    }
  }
}

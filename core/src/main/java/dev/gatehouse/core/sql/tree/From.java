package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** An item of FROM. */
public sealed interface From {
  /** A relation or a common table expression by name. */
  record Relation(List<Identifier> name, Optional<Alias> alias) implements From {
    public Relation {
      name = List.copyOf(name);
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

package dev.gatehouse.app.workbench.query;

import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;

/** What a row of the connections tree stands for. */
sealed interface TreeEntry {
  /** The invisible root. */
  record Root() implements TreeEntry {}

  /** An environment, with its sources below. */
  record Environment(String environment) implements TreeEntry {}

  /** A data source. */
  record Source(Connection connection) implements TreeEntry {}

  /** A schema of a connected source. */
  record Schema(Connection connection, String name, int relations) implements TreeEntry {}

  /** A table or view. */
  record Table(Connection connection, Relation relation) implements TreeEntry {}

  /** A column; mask and rule are empty where it is open. */
  record TableColumn(Relation relation, Column column, String mask, String rule)
      implements TreeEntry {}

  /** A sentence in the tree. */
  record Note(String text) implements TreeEntry {}
}

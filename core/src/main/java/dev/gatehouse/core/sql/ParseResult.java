package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Statement;

/** What the parser says of an admitted text. */
public sealed interface ParseResult {
  /** Read completely: the tree holds every token of the text. */
  record Parsed(Statement statement) implements ParseResult {}

  /** Not read, and why. */
  record Unparsed(Refusal refusal) implements ParseResult {}
}

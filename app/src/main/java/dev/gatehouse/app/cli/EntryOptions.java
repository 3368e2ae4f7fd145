package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.StatementSplitter;
import dev.gatehouse.core.sql.TextRange;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the statements of {@code policy try} and {@code analyze} come from. */
final class EntryOptions {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = {
        "statements in UTF-8; - is standard input",
        "A file whose name ends in .jsonl holds one JSON object a line: {\"id\": …, \"sql\":"
            + " \"…\"}; any other is SQL text, and all of it is one entry."
      })
  private @Nullable Path file;

  @Option(
      names = "--script",
      description =
          "take the statements of an entry one by one; without it, an entry of several statements"
              + " is refused")
  private boolean script;

  @Parameters(
      paramLabel = "SQL",
      arity = "0..*",
      description =
          "one entry each; without any and without --file, standard input is read: JSON lines where"
              + " it begins with a brace, else SQL text")
  private List<String> statements = List.of();

  /** Whether statements were given otherwise than on standard input. */
  boolean given() {
    return file != null || !statements.isEmpty();
  }

  /** The entries, in order; never empty. */
  List<StatementEntry> read(Terminal terminal) throws GatehouseException {
    return StatementEntries.read(statements, file, terminal.in());
  }

  /** The statements of an entry: the whole text, unless it is a script. */
  List<TextRange> statements(StatementEntry entry, Dialect dialect) {
    List<TextRange> found =
        script ? StatementSplitter.of(dialect).split(entry.sql()) : List.<TextRange>of();
    // An entry without any statement is one that is refused, so that it has an answer too.
    return found.isEmpty() ? List.of(new TextRange(0, entry.sql().length())) : found;
  }
}

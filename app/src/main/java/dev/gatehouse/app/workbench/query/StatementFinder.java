package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.editor.SqlEditor.Span;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.StatementSplitter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the statement that a caret means, as the gate reads the source's dialect. */
final class StatementFinder {
  private final StatementSplitter splitter;

  /**
   * @param dialect as a {@link dev.gatehouse.control.api.SourceView} names it
   */
  StatementFinder(String dialect) {
    splitter =
        StatementSplitter.of(
            switch (dialect.toLowerCase(Locale.ROOT)) {
              case "mariadb" -> Dialect.MARIADB;
              case "mysql" -> Dialect.MYSQL;
              default -> Dialect.POSTGRESQL;
            });
  }

  /** Every statement of a script, in its order. */
  List<Span> all(String script) {
    return splitter.split(script).stream()
        .map(range -> new Span(range.start(), range.end()))
        .toList();
  }

  Optional<Span> at(String script, int caret) {
    return splitter.at(script, caret).map(range -> new Span(range.start(), range.end()));
  }
}

package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Identifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.MySQLIndexHint;
import net.sf.jsqlparser.schema.Table;
import org.jspecify.annotations.Nullable;

/** Relations of FROM with what MariaDB and MySQL alone may say of them. */
final class MySqlRelations {
  /** The parser keeps the clause as text, so that only texts that hold no name are taken. */
  private static final Pattern HISTORY =
      Pattern.compile(
          "for system_time as of (now ?\\( ?\\)|current_timestamp|timestamp ?'[0-9 :.-]+'"
              + "|'[0-9 :.-]+')",
          Pattern.CASE_INSENSITIVE);

  private MySqlRelations() {}

  static From.Relation read(QueryConverter queries, Table table) {
    Unhandled.ifSet("TABLESAMPLE", table.getSampleClause());
    Unhandled.ifSet("a table hint", table.getSqlServerHints());
    Unhandled.ifSet("time travel", table.getTimeTravel());
    return new From.Relation(
        queries.names().table(table),
        history(table.getTimeTravelStrAfterAlias()),
        queries.froms().alias(table.getAlias()),
        hint(queries, table.getIndexHint()));
  }

  private static String history(@Nullable String written) {
    String clause = written == null ? "" : written.strip();
    if (!clause.isEmpty() && !HISTORY.matcher(clause).matches()) {
      throw SyntaxRefusedException.unsupported("FOR SYSTEM_TIME of anything but a constant moment");
    }
    return clause;
  }

  private static Optional<From.IndexHint> hint(
      QueryConverter queries, @Nullable MySQLIndexHint hint) {
    if (hint == null) {
      return Optional.empty();
    }
    String words =
        (hint.getAction() + " " + hint.getIndexQualifier()).toLowerCase(Locale.ROOT).strip();
    List<Identifier> indexes = hint.getIndexNames().stream().map(queries.names()::label).toList();
    return Optional.of(new From.IndexHint(words, indexes));
  }
}

package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Identifier;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL's statements that the ordinary parser reads only in part: definitions, SHOW, and those
 * that never run.
 */
final class PostgresStatements {
  /** First words that the ordinary parser reads. */
  private static final Set<String> ORDINARY =
      Set.of(
          "select",
          "with",
          "values",
          "table",
          "insert",
          "update",
          "delete",
          "merge",
          "truncate",
          "explain");

  /** Settings that say how the server is set up and nothing about data or sessions. */
  private static final Set<String> SHOWN =
      Set.of(
          "server_version",
          "server_version_num",
          "server_encoding",
          "client_encoding",
          "search_path",
          "timezone",
          "datestyle",
          "intervalstyle",
          "bytea_output",
          "lc_collate",
          "lc_ctype",
          "lc_messages",
          "lc_monetary",
          "lc_numeric",
          "lc_time",
          "transaction_isolation",
          "transaction_read_only",
          "default_transaction_isolation",
          "default_transaction_read_only",
          "statement_timeout",
          "lock_timeout",
          "idle_in_transaction_session_timeout",
          "max_connections",
          "block_size",
          "standard_conforming_strings",
          "integer_datetimes",
          "extra_float_digits",
          "work_mem",
          "max_identifier_length",
          "max_parallel_workers_per_gather",
          "default_text_search_config",
          "enable_seqscan",
          "jit",
          "wal_level",
          "in_hot_standby");

  private PostgresStatements() {}

  /** The statement where it is one of these; empty where the ordinary parser reads it. */
  static Optional<Statement> read(String text) {
    if (isOrdinary(text)) {
      return Optional.empty();
    }
    TokenCursor tokens = new TokenCursor(text);
    Optional<Statement> refused = RefusedStatements.read(tokens, text);
    if (refused.isPresent()) {
      return refused;
    }
    if (tokens.accept("show")) {
      return Optional.of(new Statement.Show(shown(tokens), text));
    }
    Optional<Ddl> ddl = new DdlReader(tokens).read();
    return ddl.map(definition -> new Statement.Define(definition, text));
  }

  private static boolean isOrdinary(String text) {
    int end = 0;
    while (end < text.length() && Lexer.isWordPart(text.charAt(end))) {
      end++;
    }
    return ORDINARY.contains(text.substring(0, end).toLowerCase(Locale.ROOT));
  }

  private static Identifier shown(TokenCursor tokens) {
    Identifier name;
    if (tokens.accept("time", "zone")) {
      name = new Identifier("timezone", "timezone");
    } else if (tokens.accept("transaction", "isolation", "level")) {
      name = new Identifier("transaction_isolation", "transaction_isolation");
    } else {
      List<Identifier> parts = tokens.sees("all") ? List.of() : tokens.name();
      name = parts.size() == 1 ? parts.getFirst() : new Identifier("all", "all");
    }
    tokens.expectEnd();
    if (!SHOWN.contains(name.name())) {
      throw AlterReader.refused(
          "SHOW " + name.name(),
          "SHOW "
              + name.name()
              + " is not among the settings that may be seen, which say how the server is set up;"
              + " leave it out.");
    }
    return name;
  }
}

package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Ddl;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's statements that never run through Gatehouse, each by its first words and with its
 * own sentence (documentation, part VI "SQL Commands"). Definitions of code and of foreign objects
 * come out as {@link Ddl.Opaque}: the analysis refuses them with the sentence, and who checks a
 * migration may decide otherwise.
 */
final class RefusedStatements {
  private record Entry(List<String> words, String construct, String sentence, boolean opaque) {}

  private static final String TRANSACTION =
      "Gatehouse opens and ends the transaction of each statement itself; leave %s out.";
  private static final String SETTING =
      "Gatehouse pins the session's settings so that every statement is read alike; leave %s out.";
  private static final String ACCESS =
      "Access is given and taken by grants of the control service; ask for access there instead of"
          + " %s.";
  private static final String CODE =
      "%s defines code that would run with other rights and that Gatehouse does not read; put it"
          + " into a reviewed migration.";
  private static final String OUTSIDE =
      "%s reaches outside of this database, past grants and masks; ask the database's"
          + " administrator.";
  private static final String SERVER =
      "%s concerns the whole server; ask the database's administrator.";
  private static final String CURSOR =
      "A result is read in portions anyway; send the query itself instead of %s.";
  private static final String PREPARED =
      "A prepared statement is not what was analysed when it runs; send the statement itself"
          + " instead of %s.";
  private static final String MESSAGE =
      "%s would carry text between sessions, past the record; leave it out.";
  private static final String UPKEEP =
      "%s is the server's upkeep and runs by itself or by an administrator; leave it out.";

  private static final List<Entry> ENTRIES = entries();

  private RefusedStatements() {}

  /** Refuses, or gives the opaque definition; empty where the first words are of none of these. */
  static Optional<Statement> read(TokenCursor tokens, String text) {
    for (Entry entry : ENTRIES) {
      if (tokens.sees(entry.words().toArray(String[]::new))) {
        if (entry.opaque()) {
          return Optional.of(
              new Statement.Define(new Ddl.Opaque(entry.construct(), entry.sentence()), text));
        }
        throw new SyntaxRefusedException(
            Refusal.of(RefusalCode.UNSUPPORTED, entry.construct(), entry.sentence()));
      }
    }
    return Optional.empty();
  }

  private static List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    refuse(all, TRANSACTION, "begin", "start transaction", "commit", "end", "rollback", "abort");
    refuse(all, TRANSACTION, "savepoint", "release", "prepare transaction");
    refuse(all, SETTING, "set", "reset", "discard");
    refuse(all, ACCESS, "grant", "revoke", "reassign owned", "drop owned");
    refuse(all, ACCESS, "alter default privileges", "set role", "security label");
    for (String verb : List.of("create", "alter", "drop")) {
      refuse(all, ACCESS, verb + " role", verb + " user mapping", verb + " user", verb + " group");
      refuse(all, ACCESS, verb + " policy");
      refuse(all, SERVER, verb + " database", verb + " tablespace", verb + " system");
      refuse(all, OUTSIDE, verb + " foreign data wrapper", verb + " publication");
      refuse(all, OUTSIDE, verb + " subscription");
      opaque(all, OUTSIDE, verb + " server", verb + " foreign table");
      opaque(all, CODE, verb + " function", verb + " procedure", verb + " routine");
      opaque(all, CODE, verb + " aggregate", verb + " trigger", verb + " event trigger");
      opaque(all, CODE, verb + " rule", verb + " operator", verb + " cast", verb + " transform");
      opaque(all, CODE, verb + " language", verb + " trusted", verb + " procedural");
      opaque(all, CODE, verb + " extension", verb + " access method", verb + " conversion");
      opaque(all, CODE, verb + " text search", verb + " collation", verb + " statistics");
      opaque(all, CODE, verb + " constraint trigger");
    }
    opaque(all, CODE, "create or replace function", "create or replace procedure");
    opaque(all, CODE, "create or replace aggregate", "create or replace trigger");
    opaque(all, CODE, "create or replace rule", "create or replace transform");
    opaque(all, CODE, "create or replace language", "create or replace trusted");
    opaque(all, CODE, "do");
    refuse(all, OUTSIDE, "import foreign schema", "load", "create large object");
    all.add(
        new Entry(
            List.of("copy"),
            "COPY",
            "COPY moves rows past the masks and the record; write INSERT … VALUES to load, and"
                + " export a query's result to unload.",
            false));
    all.add(
        new Entry(
            List.of("call"),
            "CALL",
            "CALL runs a procedure that Gatehouse does not read; send its statements instead.",
            false));
    refuse(all, CURSOR, "declare", "fetch", "move", "close");
    refuse(all, PREPARED, "prepare", "execute", "deallocate");
    refuse(all, MESSAGE, "listen", "notify", "unlisten");
    refuse(all, UPKEEP, "vacuum", "analyze", "analyse", "cluster", "checkpoint", "repack");
    all.add(
        new Entry(
            List.of("reindex"),
            "REINDEX",
            "REINDEX rebuilds indexes under a lock that stops others; ask the database's"
                + " administrator.",
            false));
    all.add(
        new Entry(
            List.of("lock"),
            "LOCK",
            "A lock ends with its statement here, so LOCK would do nothing but make others wait;"
                + " leave it out.",
            false));
    for (String kind : List.of("temp", "temporary", "local", "global")) {
      all.add(
          new Entry(
              List.of("create", kind),
              "CREATE TEMPORARY",
              "A temporary object would hide the real one of its name from later statements; use"
                  + " WITH in the query instead.",
              false));
    }
    all.add(
        new Entry(
            List.of("create", "or", "replace", "temp"),
            "CREATE TEMPORARY",
            "A temporary object would hide the real one of its name; use WITH in the query"
                + " instead.",
            false));
    return List.copyOf(all);
  }

  private static void refuse(List<Entry> all, String sentence, String... heads) {
    add(all, sentence, false, heads);
  }

  private static void opaque(List<Entry> all, String sentence, String... heads) {
    add(all, sentence, true, heads);
  }

  private static void add(List<Entry> all, String sentence, boolean opaque, String... heads) {
    for (String head : heads) {
      String construct = head.toUpperCase(java.util.Locale.ROOT);
      all.add(
          new Entry(List.of(head.split(" ")), construct, sentence.formatted(construct), opaque));
    }
  }
}

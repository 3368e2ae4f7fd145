package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Identifier;
import java.util.Locale;
import java.util.Set;

/** Names as PostgreSQL folds and reserves them (documentation, appendix C). */
final class PostgresNames extends Names {
  private static final Set<String> RESERVED =
      words(
          "all analyse analyze and any array as asc asymmetric both case cast check collate column"
              + " constraint create current_catalog current_date current_role current_time"
              + " current_timestamp current_user default deferrable desc distinct do else end"
              + " except false fetch for foreign from grant group having in initially intersect"
              + " into lateral leading limit localtime localtimestamp not null offset on only or"
              + " order placing primary references returning select session_user some symmetric"
              + " system_user table then to trailing true union unique user using variadic when"
              + " where window with");
  private static final Set<String> RESERVED_BUT_FOR_ROUTINES =
      words(
          "authorization binary collation concurrently cross current_schema freeze full ilike"
              + " inner is isnull join left like natural notnull outer overlaps right similar"
              + " tablesample verbose");

  private static final Set<String> MOMENTS =
      words(
          "current_catalog current_date current_role current_time current_timestamp current_user"
              + " localtime localtimestamp session_user system_user user current_schema");

  @Override
  Identifier label(String written) {
    boolean quoted = written.startsWith("\"") || written.startsWith("`");
    return quoted ? unquoted(written) : new Identifier(written.toLowerCase(Locale.ROOT), written);
  }

  @Override
  boolean isReserved(String word) {
    return RESERVED.contains(word) || RESERVED_BUT_FOR_ROUTINES.contains(word);
  }

  @Override
  boolean isReservedForRoutines(String word) {
    return RESERVED.contains(word);
  }

  @Override
  boolean isMoment(String word) {
    return MOMENTS.contains(word);
  }
}

package dev.gatehouse.core.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reviewed lists of routines that neither fail nor run for long whatever value an argument has
 * (PostgreSQL, chapters "Functions and Operators" and "Aggregate Functions"). Everything else can.
 */
final class TotalRoutines {
  /** Which arguments may have any value. */
  enum Carries {
    /** The only argument; with more of them, none. */
    ONLY,
    /** Every one. */
    EACH,
    /** The first; the others choose a part of it. */
    FIRST,
    /** The second; the first names a unit. */
    SECOND,
    /** The first, where the others are constants and the replacement is no longer. */
    REPLACED,
    /** The first, where the others are numbers: a text there would be a pattern. */
    PART,
    /** Every one, where its length is not already computed: the result is longer than each. */
    JOINED,
    /** Every one, where each is a column itself and no array: the result is as long as all rows. */
    COLLECTED,
    /** Every one; those after the first are evaluated only where those before are NULL. */
    IN_TURN,
    /** The only argument, unless its type is one whose sums overflow. */
    SUMMED
  }

  private final Map<String, Carries> byName;

  /** Those that cannot fail either where only other arguments decide whether they run at all. */
  private final Set<String> settled;

  private static final Set<String> POSTGRESQL_SETTLED =
      Set.of(
          "upper",
          "lower",
          "initcap",
          "reverse",
          "length",
          "char_length",
          "character_length",
          "md5",
          "btrim",
          "ltrim",
          "rtrim",
          "nullif",
          "greatest",
          "least",
          "coalesce",
          "concat",
          "concat_ws",
          "min",
          "max",
          "count");

  static final TotalRoutines POSTGRESQL = new TotalRoutines(postgresql(), POSTGRESQL_SETTLED);
  static final TotalRoutines MYSQL = new TotalRoutines(MySqlTotals.byName(), MySqlTotals.SETTLED);

  private TotalRoutines(Map<String, Carries> byName, Set<String> settled) {
    this.byName = byName;
    this.settled = settled;
  }

  /** Which arguments of a routine may have any value; empty for a routine that is not listed. */
  Optional<Carries> of(String routine) {
    return Optional.ofNullable(byName.get(routine));
  }

  Set<String> names() {
    return byName.keySet();
  }

  boolean isSettled(String routine) {
    return settled.contains(routine);
  }

  private static Map<String, Carries> postgresql() {
    Map<String, Carries> byName = new HashMap<>();
    put(
        byName,
        Carries.ONLY,
        "upper lower initcap reverse length char_length character_length octet_length bit_length"
            + " md5 floor ceil ceiling abs");
    put(
        byName,
        Carries.EACH,
        "btrim ltrim rtrim nullif greatest least count min max bool_and bool_or every grouping");
    put(
        byName,
        Carries.FIRST,
        "left right substr round trunc to_char lag lead first_value last_value nth_value"
            + " translate");
    put(byName, Carries.SECOND, "date_part date_trunc");
    put(byName, Carries.REPLACED, "replace");
    put(byName, Carries.PART, "substring");
    put(byName, Carries.JOINED, "concat concat_ws to_json to_jsonb row_to_json");
    put(byName, Carries.COLLECTED, "string_agg array_agg json_agg jsonb_agg");
    put(byName, Carries.IN_TURN, "coalesce");
    put(byName, Carries.SUMMED, "sum avg");
    return Map.copyOf(byName);
  }

  static void put(Map<String, Carries> byName, Carries carries, String names) {
    for (String name : names.split(" ", -1)) {
      byName.put(name, carries);
    }
  }
}

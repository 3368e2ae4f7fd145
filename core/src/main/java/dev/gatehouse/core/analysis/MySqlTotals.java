package dev.gatehouse.core.analysis;

import dev.gatehouse.core.analysis.TotalRoutines.Carries;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The routines of MariaDB and MySQL that neither fail nor run for long whatever value an argument
 * has. Arithmetic is not among them (BIGINT and DOUBLE values can be out of range), nor what takes
 * JSON, a regular expression or a geometry, nor what can make a text much longer.
 */
final class MySqlTotals {
  static final Set<String> SETTLED =
      Set.of(
          "upper",
          "ucase",
          "lower",
          "lcase",
          "reverse",
          "length",
          "octet_length",
          "char_length",
          "character_length",
          "md5",
          "ltrim",
          "rtrim",
          "nullif",
          "greatest",
          "least",
          "coalesce",
          "ifnull",
          "nvl",
          "isnull",
          "concat",
          "concat_ws",
          "min",
          "max",
          "count");

  private MySqlTotals() {}

  static Map<String, Carries> byName() {
    Map<String, Carries> byName = new HashMap<>();
    TotalRoutines.put(
        byName,
        Carries.ONLY,
        "upper ucase lower lcase reverse length octet_length lengthb char_length character_length"
            + " bit_length md5 sha sha1 crc32 floor ceil ceiling ascii ord isnull year month"
            + " day dayofmonth dayofweek dayofyear weekday hour minute second quarter monthname"
            + " dayname last_day to_days date sign");
    TotalRoutines.put(
        byName,
        Carries.EACH,
        "ltrim rtrim nullif greatest least count min max bit_and bit_or bit_xor grouping locate"
            + " instr position strcmp datediff any_value");
    TotalRoutines.put(
        byName,
        Carries.FIRST,
        "left right substr substring mid round truncate date_format lag lead first_value"
            + " last_value nth_value sha2");
    TotalRoutines.put(byName, Carries.REPLACED, "replace");
    TotalRoutines.put(byName, Carries.JOINED, "concat concat_ws");
    TotalRoutines.put(byName, Carries.COLLECTED, "group_concat json_arrayagg");
    TotalRoutines.put(byName, Carries.IN_TURN, "coalesce ifnull nvl");
    TotalRoutines.put(byName, Carries.SUMMED, "sum avg");
    // What decides among the others controls, as in CASE.
    TotalRoutines.put(byName, Carries.EACH, "if nvl2");
    return Map.copyOf(byName);
  }
}

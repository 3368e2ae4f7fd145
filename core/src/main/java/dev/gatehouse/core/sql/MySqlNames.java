package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Identifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names as MariaDB and MySQL read them: as they are written, because whether case counts depends on
 * what is named. The reserved words are those that MariaDB 10.11 does not read as a column's name.
 */
final class MySqlNames extends Names {
  private static final int LONGEST_NAME = 64;
  private static final Set<String> RESERVED =
      words(
          "accessible add all alter analyze and as asc asensitive before between bigint"
              + " binary blob both by call cascade case change char character check collate column"
              + " condition constraint continue convert create cross current_date current_role"
              + " current_time current_timestamp current_user cursor databases day_hour"
              + " day_microsecond day_minute day_second dec decimal declare default delayed delete"
              + " delete_domain_id desc describe deterministic distinct distinctrow div"
              + " do_domain_ids double drop dual each else elseif enclosed escaped except exists"
              + " exit explain false fetch float float4 float8 for force foreign from fulltext"
              + " grant group having high_priority hour_microsecond hour_minute hour_second if"
              + " ignore ignore_domain_ids in index infile inner inout insensitive insert int int1"
              + " int2 int3 int4 int8 integer intersect interval into is iterate join key keys"
              + " kill leading leave left like limit linear lines load localtime localtimestamp"
              + " lock long longblob longtext loop low_priority master_demote_to_replica"
              + " master_demote_to_slave master_ssl_verify_server_cert match maxvalue mediumblob"
              + " mediumint mediumtext middleint minute_microsecond minute_second mod modifies"
              + " natural no_write_to_binlog not null numeric offset on optimize optionally or"
              + " order out outer outfile over page_checksum parse_vcol_expr partition portion"
              + " precision primary procedure purge range read read_write reads real recursive"
              + " ref_system_id references regexp release rename repeat replace require resignal"
              + " restrict return returning revoke right rlike row_number rows schemas"
              + " second_microsecond select sensitive separator set show signal smallint spatial"
              + " specific sql sql_big_result sql_buffer_result sql_cache sql_calc_found_rows"
              + " sql_no_cache sql_small_result sqlexception sqlstate sqlwarning ssl starting"
              + " stats_auto_recalc stats_persistent stats_sample_pages straight_join table"
              + " terminated then tinyblob tinyint tinytext to trailing trigger true undo union"
              + " unique unlock unsigned update usage use using utc_date utc_time utc_timestamp"
              + " values varbinary varchar varcharacter varying when where while window with write"
              + " xor year_month zerofill");

  private static final Set<String> MOMENTS =
      words(
          "current_date current_role current_time current_timestamp current_user localtime"
              + " localtimestamp utc_date utc_time utc_timestamp");

  /** Backquotes; and, for a label alone, a string. */
  @Override
  Identifier label(String written) {
    boolean quoted = written.startsWith("`") || written.startsWith("'");
    Identifier identifier = quoted ? unquoted(written) : new Identifier(written, written);
    String name = identifier.name();
    if (!name.equals(name.strip())) {
      throw SyntaxRefusedException.unsupported("a name that starts or ends with a blank");
    }
    if (name.length() > LONGEST_NAME) {
      throw SyntaxRefusedException.unsupported("a name of more than 64 characters");
    }
    if (name.codePoints().anyMatch(MySqlNames::foldsOddly)) {
      throw SyntaxRefusedException.unsupported("a name with a letter that has several forms");
    }
    return identifier;
  }

  /** Whether readers may differ about which letters are the same but for their case. */
  private static boolean foldsOddly(int letter) {
    int lower = Character.toLowerCase(letter);
    int upper = Character.toUpperCase(letter);
    return letter > 0x7F
        && (lower <= 0x7F
            || upper <= 0x7F
            || Character.toLowerCase(upper) != lower
            || Character.toUpperCase(lower) != upper);
  }

  @Override
  Identifier relation(String written) {
    if (written.startsWith("'")) {
      throw SyntaxRefusedException.unsupported("a string in place of a relation's name");
    }
    return name(written);
  }

  /** Routines are found whatever the case of their names. */
  @Override
  List<Identifier> routine(List<String> written) {
    return super.routine(written).stream()
        .map(part -> new Identifier(part.name().toLowerCase(Locale.ROOT), part.spelling()))
        .toList();
  }

  @Override
  boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  /** The list of routines decides. */
  @Override
  boolean isReservedForRoutines(String word) {
    return false;
  }

  @Override
  boolean isMoment(String word) {
    return MOMENTS.contains(word);
  }
}

package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.Dialect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a statement may call, cast to and compare with on MariaDB and on MySQL. */
final class MySqlVocabulary {
  private static final Set<String> MOMENTS =
      Set.of(
          "current_date",
          "current_role",
          "current_time",
          "current_timestamp",
          "current_user",
          "localtime",
          "localtimestamp",
          "utc_date",
          "utc_time",
          "utc_timestamp");

  private static final Set<String> TYPES =
      Set.of(
          "signed",
          "signed integer",
          "signed int",
          "unsigned",
          "unsigned integer",
          "unsigned int",
          "integer",
          "int",
          "char",
          "nchar",
          "varchar",
          "binary",
          "date",
          "datetime",
          "time",
          "timestamp",
          "decimal",
          "dec",
          "numeric",
          "double",
          "double precision",
          "real",
          "float",
          "interval");

  private static final Set<String> OPERATORS =
      Set.of(
          "=", "<>", "!=", "<", ">", "<=", ">=", "<=>", "~~", //
          "+", "-", "*", "/", "%", "div", "mod", "xor", //
          "&", "|", "^", "~", "<<", ">>");

  private static final Vocabulary MARIADB =
      new Vocabulary(BuiltinRoutines.mariadb(), OPERATORS, MOMENTS, TYPES, Optional.empty());
  private static final Vocabulary MYSQL =
      new Vocabulary(
          routines(),
          with(OPERATORS, "->", "->>"),
          MOMENTS,
          with(TYPES, "json", "year"),
          Optional.empty());

  private MySqlVocabulary() {}

  private static Map<String, RoutineKind> routines() {
    Map<String, RoutineKind> all = new HashMap<>(BuiltinRoutines.mariadb());
    all.putAll(BuiltinRoutines.mysql());
    return all;
  }

  private static Set<String> with(Set<String> words, String... more) {
    Set<String> all = new HashSet<>(words);
    all.addAll(Set.of(more));
    return all;
  }

  static Vocabulary of(Dialect dialect) {
    return switch (dialect) {
      case MARIADB -> MARIADB;
      case MYSQL -> MYSQL;
      case POSTGRESQL -> throw new IllegalArgumentException("PostgreSQL has its own.");
    };
  }
}

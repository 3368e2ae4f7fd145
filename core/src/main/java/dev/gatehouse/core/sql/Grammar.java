package dev.gatehouse.core.sql;

import dev.gatehouse.core.catalog.Dialect;
import java.util.HashMap;
import java.util.Map;

/**
 * What the parser's nodes mean in one kind of server's language.
 *
 * @param names how names are read
 * @param expressions what becomes of each class of expression; others are refused
 * @param joinsNeedConditions whether JOIN needs ON or USING, and CROSS JOIN has none
 * @param hintsPlans whether words of a query may say how it is to be run
 */
record Grammar(
    Names names,
    Map<Class<?>, ExpressionEntries.Entry> expressions,
    boolean joinsNeedConditions,
    boolean hintsPlans) {
  private static final Grammar POSTGRESQL =
      new Grammar(new PostgresNames(), ExpressionEntries.ALL, true, false);
  private static final Grammar MYSQL = new Grammar(new MySqlNames(), mysql(), false, true);

  Grammar {
    expressions = Map.copyOf(expressions);
  }

  static Grammar of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> POSTGRESQL;
      case MARIADB, MYSQL -> MYSQL;
    };
  }

  private static Map<Class<?>, ExpressionEntries.Entry> mysql() {
    Map<Class<?>, ExpressionEntries.Entry> entries = new HashMap<>(ExpressionEntries.ALL);
    MySqlEntries.ABSENT.forEach(entries::remove);
    entries.putAll(MySqlEntries.ALL);
    return entries;
  }
}

package dev.gatehouse.core.sql;

import net.sf.jsqlparser.statement.select.PlainSelect;

/** Clauses of SELECT that belong to other dialects, or that write, and that our tree lacks. */
final class ForeignClauses {
  private ForeignClauses() {}

  static void refuse(PlainSelect select) {
    Unhandled.ifSet("SELECT INTO", select.getIntoTables());
    Unhandled.ifSet("SELECT INTO", select.getMySqlSelectIntoClause());
    Unhandled.ifSet("SELECT INTO", select.getIntoTempTable());
    Unhandled.ifSet("PREWHERE", select.getPreWhere());
    Unhandled.ifSet("LATERAL VIEW", select.getLateralViews());
    Unhandled.ifSet("FINAL", select.isUsingFinal());
    Unhandled.ifSet("ONLY", select.isUsingOnly());
    Unhandled.ifSet("WITH NO LOG", select.isUseWithNoLog());
    Unhandled.ifSet("SETTINGS", select.getSettings());
    Unhandled.ifSet("TABLESAMPLE", select.getSampleClause());
    Unhandled.ifSet("OPTIMIZE FOR", select.getOptimizeFor());
    Unhandled.ifSet("TOP", select.getTop());
    Unhandled.ifSet("SKIP", select.getSkip());
    Unhandled.ifSet("FIRST", select.getFirst());
    Unhandled.ifSet("AS STRUCT or AS VALUE", select.getBigQuerySelectQualifier());
    Unhandled.ifSet("QUALIFY", select.getQualify());
    Unhandled.ifSet("CONNECT BY", select.getOracleHierarchical());
    Unhandled.ifSet("PREFERRING", select.getPreferringClause());
    Unhandled.ifSet("an optimizer hint", select.getOracleHint());
    Unhandled.ifSet("FOR XML PATH", select.getForXmlPath());
    Unhandled.ifSet("WINDOW of a stream", select.getKsqlWindow());
    Unhandled.ifSet("EMIT CHANGES", select.isEmitChanges());
    Unhandled.ifSet("SQL_CALC_FOUND_ROWS", select.getMySqlSqlCalcFoundRows());
    Unhandled.ifSet("SQL_CACHE", select.getMySqlSqlCacheFlag());
  }
}

package dev.gatehouse.core.sql;

import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.update.Update;

/** Parts of writes that belong to other dialects and that our tree lacks. */
final class ForeignWrites {
  private ForeignWrites() {}

  static void refuse(Insert insert) {
    Unhandled.ifSet("ON DUPLICATE KEY", insert.getDuplicateUpdateSets());
    Unhandled.ifSet("ON DUPLICATE KEY", insert.isUseDuplicate());
    Unhandled.ifSet("ON DUPLICATE KEY", insert.getDuplicateAction());
    Unhandled.ifSet("INSERT SET", insert.getSetUpdateSets());
    Unhandled.ifSet("INSERT SET", insert.isUseSet());
    Unhandled.ifSet("OUTPUT", insert.getOutputClause());
    Unhandled.ifSet("an optimizer hint", insert.getOracleHint());
    Unhandled.ifSet("PARTITION", insert.getPartitions());
    Unhandled.ifSet("a write priority", insert.getModifierPriority());
    Unhandled.ifSet("INSERT IGNORE", insert.isModifierIgnore());
    Unhandled.ifSet("INSERT OVERWRITE", insert.isOverwrite());
    Unhandled.ifSet("INSERT INTO TABLE", insert.isTableKeyword());
    Unhandled.ifSet("INSERT ALL", insert.isOracleMultiInsert());
    Unhandled.ifSet("INSERT FIRST", insert.isOracleMultiInsertFirst());
    Unhandled.ifSet("INSERT ALL", insert.getOracleMultiInsertBranches());
    Unhandled.ifSet("a row alias", insert.getRowAlias());
  }

  static void refuse(Update update) {
    Unhandled.ifSet("OUTPUT", update.getOutputClause());
    Unhandled.ifSet("FOR PORTION OF", update.getForPortionClause());
    Unhandled.ifSet("PREFERRING", update.getPreferringClause());
    Unhandled.ifSet("an optimizer hint", update.getOracleHint());
    Unhandled.ifSet("FROM before SET", update.isFromBeforeSet());
    Unhandled.ifSet("UPDATE of an alias", update.isTargetTableAlias());
    Unhandled.ifSet("UPDATE of a join", update.getStartJoins());
    Unhandled.ifSet("ORDER BY in UPDATE", update.getOrderByElements());
    Unhandled.ifSet("LIMIT in UPDATE", update.getLimit());
    Unhandled.ifSet("OPTION", update.getOption());
    Unhandled.ifSet("a write priority", update.getModifierPriority());
    Unhandled.ifSet("UPDATE IGNORE", update.isModifierIgnore());
  }

  static void refuse(Delete delete) {
    Unhandled.ifSet("OUTPUT", delete.getOutputClause());
    Unhandled.ifSet("ORDER BY in DELETE", delete.getOrderByElements());
    Unhandled.ifSet("FOR PORTION OF", delete.getForPortionClause());
    Unhandled.ifSet("PREFERRING", delete.getPreferringClause());
    Unhandled.ifSet("an optimizer hint", delete.getOracleHint());
    Unhandled.ifSet("LIMIT in DELETE", delete.getLimit());
    Unhandled.ifSet("OPTION", delete.getOption());
    Unhandled.ifSet("DELETE of several relations", delete.getTables());
    Unhandled.ifSet("DELETE of a join", delete.getJoins());
    Unhandled.ifSet("a write priority", delete.getModifierPriority());
    Unhandled.ifSet("DELETE IGNORE", delete.isModifierIgnore());
    Unhandled.ifSet("DELETE QUICK", delete.isModifierQuick());
    if (!delete.isHasFrom()) {
      throw SyntaxRefusedException.unsupported("DELETE without FROM");
    }
  }
}

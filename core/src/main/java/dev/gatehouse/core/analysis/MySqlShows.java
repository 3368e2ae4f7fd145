package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.tree.MySqlStatement;
import java.util.ArrayList;
import java.util.List;

/** Resolves statements that show names: of databases, relations and columns. */
final class MySqlShows {
  private static final String SCHEMA = "information_schema";

  private final Analysis analysis;

  MySqlShows(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Field, Type, Null, Key, Default and Extra of the columns that the account may see. */
  List<OutputColumn> describe(MySqlStatement.Describe describe) {
    analysis.sink().read(analysis.relations().find(describe.relation()).name());
    return names("Field", "Type", "Null", "Key", "Default", "Extra");
  }

  List<OutputColumn> tables(MySqlStatement.ShowTables show) {
    system("tables");
    String name = OutputNames.NAMELESS; // It holds the database's name and the pattern.
    return show.full() ? names(name, "Table_type") : names(name);
  }

  List<OutputColumn> databases() {
    system("schemata");
    return names(OutputNames.NAMELESS);
  }

  private void system(String relation) {
    analysis
        .catalog()
        .relation(new RelationName(SCHEMA, relation))
        .ifPresent(found -> analysis.sink().read(found.name()));
  }

  private static List<OutputColumn> names(String... names) {
    List<OutputColumn> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(new OutputColumn(name, Lineages.CONSTANT));
    }
    return columns;
  }
}

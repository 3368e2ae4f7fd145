package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.List;
import java.util.Optional;

/** Sends a few typical statements through an analyser. */
final class WarmUp {
  private static final List<String> STATEMENTS =
      List.of(
          "select a, count(*) as n from t where b = 'x' and a > 1 group by a order by n desc limit 5",
          "with c as (select a from t) select * from c join t using (a) where a in (select a from t)",
          "select case when a > 1 then 'y' end, row_number() over (partition by b order by a) from t",
          "select a from t union all select cast(b as int) from t where b like 'x%' or b is null",
          "update t set a = a + 1 where a between 1 and 2",
          "delete from t where a = 1",
          "insert into t (a, b) values (1, 'x')");
  private final StatementAnalyzer analyzer;
  private final Dialect dialect;

  WarmUp(StatementAnalyzer analyzer, Dialect dialect) {
    this.analyzer = analyzer;
    this.dialect = dialect;
  }

  void run() {
    RelationName name = new RelationName("s", "t");
    Relation relation =
        new Relation(
            name,
            RelationKind.TABLE,
            List.of(
                new Column("a", 1, "integer", false, Optional.empty()),
                new Column("b", 2, "text", true, Optional.empty())),
            List.of("a"),
            List.of(),
            Optional.empty(),
            List.of(),
            -1);
    CatalogSnapshot catalog = new CatalogSnapshot(dialect, "", List.of("s"), List.of(relation));
    for (int round = 0; round < 20; round++) {
      STATEMENTS.forEach(statement -> analyzer.analyze(statement, catalog));
    }
  }
}

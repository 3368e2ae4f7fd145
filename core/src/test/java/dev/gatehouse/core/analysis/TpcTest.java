package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The analysts' benchmarks: honest statements that must get through. */
class TpcTest {
  private static final Pattern WORD = Pattern.compile("[a-z_0-9]+");
  private static final Map<String, String> DS =
      Map.ofEntries(
          Map.entry("ss_", "store_sales"),
          Map.entry("sr_", "store_returns"),
          Map.entry("cs_", "catalog_sales"),
          Map.entry("cr_", "catalog_returns"),
          Map.entry("ws_", "web_sales"),
          Map.entry("wr_", "web_returns"),
          Map.entry("inv_", "inventory"),
          Map.entry("s_", "store"),
          Map.entry("cc_", "call_center"),
          Map.entry("cp_", "catalog_page"),
          Map.entry("web_", "web_site"),
          Map.entry("wp_", "web_page"),
          Map.entry("w_", "warehouse"),
          Map.entry("c_", "customer"),
          Map.entry("ca_", "customer_address"),
          Map.entry("cd_", "customer_demographics"),
          Map.entry("d_", "date_dim"),
          Map.entry("hd_", "household_demographics"),
          Map.entry("ib_", "income_band"),
          Map.entry("i_", "item"),
          Map.entry("p_", "promotion"),
          Map.entry("r_", "reason"),
          Map.entry("sm_", "ship_mode"),
          Map.entry("t_", "time_dim"));
  private static final Map<String, String> H =
      Map.of(
          "nation", "nationkey name regionkey comment",
          "region", "regionkey name comment",
          "part", "partkey name mfgr brand type size container retailprice comment",
          "supplier", "suppkey name address nationkey phone acctbal comment",
          "partsupp", "partkey suppkey availqty supplycost comment",
          "customer", "custkey name address nationkey phone acctbal mktsegment comment",
          "orders",
              "orderkey custkey orderstatus totalprice orderdate orderpriority clerk shippriority"
                  + " comment",
          "lineitem",
              "orderkey partkey suppkey linenumber quantity extendedprice discount tax returnflag"
                  + " linestatus shipdate commitdate receiptdate shipinstruct shipmode comment");

  @Test
  void everyQueryOfTpcHIsUnderstood() {
    List<String> texts = texts("tpch", 22);
    Map<String, SortedSet<String>> tables = new TreeMap<>();
    H.forEach((table, columns) -> tables.put(table, new TreeSet<>(List.of(columns.split(" ")))));
    assertThat(refused(texts, catalog(tables))).isEmpty();
  }

  /**
   * Some of the texts are Trino's: they use a label inside an expression of ORDER BY, or a quoted
   * name in another case, which PostgreSQL refuses too.
   */
  @Test
  void nineOfTenQueriesOfTpcDsAreUnderstoodAndTheOthersNameWhatIsNot() {
    List<String> texts = texts("tpcds", 99);
    Map<String, SortedSet<String>> tables = new TreeMap<>();
    DS.values().forEach(table -> tables.put(table, new TreeSet<>()));
    for (String text : texts) {
      Matcher words = WORD.matcher(text.toLowerCase(java.util.Locale.ROOT));
      while (words.find()) {
        String word = words.group();
        String table = DS.get(word.substring(0, word.indexOf('_') + 1));
        if (table != null && !word.equals(table)) {
          tables.computeIfAbsent(table, _ -> new TreeSet<>()).add(word);
        }
      }
    }
    List<String> refused = refused(texts, catalog(tables));
    assertThat(refused).as("refused").hasSizeLessThanOrEqualTo(12);
    assertThat(refused).allMatch(reason -> !reason.isBlank());
  }

  private static List<String> refused(List<String> texts, CatalogSnapshot catalog) {
    List<String> refused = new ArrayList<>();
    for (String text : texts) {
      AnalysisResult result = Analyzers.forDialect(Dialect.POSTGRESQL).analyze(text, catalog);
      if (result instanceof AnalysisResult.Refused no) {
        refused.add(no.refusal().construct());
      }
    }
    return refused;
  }

  private static List<String> texts(String suite, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String name = "/sql/presto/%s/q%02d.sql".formatted(suite, i);
      texts.add(
          TestCatalog.resource(name)
              .replaceAll("\"\\$\\{[a-z]+}\"\\.", "")
              .replaceAll("\\$\\{[a-z]+}\\.", "")
              .replaceAll("\"\\$\\{prefix}([a-z]+)\"", "$1")
              .replace("${scale}", "1"));
    }
    return texts;
  }

  private static CatalogSnapshot catalog(Map<String, SortedSet<String>> tables) {
    List<Relation> relations = new ArrayList<>();
    tables.forEach(
        (table, names) -> {
          List<Column> columns = new ArrayList<>();
          for (String name : names) {
            columns.add(new Column(name, columns.size() + 1, "integer", true, Optional.empty()));
          }
          relations.add(
              new Relation(
                  new RelationName("tpc", table),
                  RelationKind.TABLE,
                  columns,
                  List.of(),
                  List.of(),
                  Optional.empty(),
                  List.of(),
                  -1));
        });
    return new CatalogSnapshot(Dialect.POSTGRESQL, "18", List.of("tpc"), relations);
  }
}

package dev.gatehouse.benchmarks;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationKind;
import dev.gatehouse.core.catalog.RelationName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The 99 queries of TPC-DS and a catalog of every column that they name. */
final class TpcDs {
  static final int QUERIES = 99;
  private static final Pattern WORD = Pattern.compile("[a-z_0-9]+");

  /** Tables by the prefix of their columns. */
  private static final Map<String, String> TABLES =
      Map.ofEntries(
          Map.entry("ca_", "customer_address"),
          Map.entry("cc_", "call_center"),
          Map.entry("cd_", "customer_demographics"),
          Map.entry("cp_", "catalog_page"),
          Map.entry("cr_", "catalog_returns"),
          Map.entry("cs_", "catalog_sales"),
          Map.entry("c_", "customer"),
          Map.entry("d_", "date_dim"),
          Map.entry("hd_", "household_demographics"),
          Map.entry("ib_", "income_band"),
          Map.entry("inv_", "inventory"),
          Map.entry("i_", "item"),
          Map.entry("p_", "promotion"),
          Map.entry("r_", "reason"),
          Map.entry("sm_", "ship_mode"),
          Map.entry("sr_", "store_returns"),
          Map.entry("ss_", "store_sales"),
          Map.entry("s_", "store"),
          Map.entry("t_", "time_dim"),
          Map.entry("web_", "web_site"),
          Map.entry("wp_", "web_page"),
          Map.entry("wr_", "web_returns"),
          Map.entry("ws_", "web_sales"),
          Map.entry("w_", "warehouse"));

  private TpcDs() {}

  /** The texts, without the place holders of the collection that they come from. */
  static List<String> queries() {
    List<String> queries = new ArrayList<>();
    for (int number = 1; number <= QUERIES; number++) {
      queries.add(
          text("/sql/presto/tpcds/q%02d.sql".formatted(number))
              .replaceAll("\"\\$\\{[a-z]+}\"\\.", "")
              .replaceAll("\\$\\{[a-z]+}\\.", "")
              .replace("${scale}", "1"));
    }
    return queries;
  }

  static CatalogSnapshot catalog(List<String> queries) {
    Map<String, SortedSet<String>> tables = new TreeMap<>();
    TABLES.values().forEach(table -> tables.put(table, new TreeSet<>()));
    for (String query : queries) {
      Matcher words = WORD.matcher(query.toLowerCase(Locale.ROOT));
      while (words.find()) {
        String word = words.group();
        String table = TABLES.get(word.substring(0, word.indexOf('_') + 1));
        if (table != null && !word.equals(table)) {
          Objects.requireNonNull(tables.get(table)).add(word);
        }
      }
    }
    List<Relation> relations = new ArrayList<>();
    tables.forEach((table, columns) -> relations.add(relation(table, columns)));
    return new CatalogSnapshot(Dialect.POSTGRESQL, "18", List.of("tpc"), relations);
  }

  private static Relation relation(String table, SortedSet<String> names) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(new Column(name, columns.size() + 1, "integer", true, Optional.empty()));
    }
    return new Relation(
        new RelationName("tpc", table),
        RelationKind.TABLE,
        columns,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        -1);
  }

  private static String text(String resource) {
    try (InputStream in = TpcDs.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

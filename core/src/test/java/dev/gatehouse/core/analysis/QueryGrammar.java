package dev.gatehouse.core.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Generates queries over the schema of the tests from a seed; most of them are valid. */
final class QueryGrammar {
  record Col(String name, boolean text) {}

  record Source(String alias, List<Col> columns) {}

  private record Table(String name, List<Col> columns) {}

  private static final List<Table> TABLES =
      List.of(
          table("users", "id name+ ssn+ salary shout+"),
          table("pub", "id label+"),
          table("orders", "id user_id status+"),
          table("events", "id secret+"),
          table("events_2024", "id secret+"),
          table("people", "id phone+"),
          table("active_users", "id name+ number+ low+"),
          table("over_view", "uid secret+"),
          table("other.users", "id ssn+ extra+"));

  private final RandomGenerator random;
  private int names;

  QueryGrammar(RandomGenerator random) {
    this.random = random;
  }

  private static Table table(String name, String columns) {
    List<Col> list = new ArrayList<>();
    for (String column : columns.split(" ")) {
      list.add(new Col(column.replace("+", ""), column.endsWith("+")));
    }
    return new Table(name, list);
  }

  /** A whole query. */
  String query() {
    if (chance(15)) {
      Source cte = new Source("w" + names++, List.of(new Col("k", false), new Col("t", true)));
      boolean recursive = chance(40);
      String body =
          recursive
              ? two(2, List.of()) + " union all select k + 1, t from " + cte.alias + " where k < 3"
              : two(2, List.of());
      return "with "
          + (recursive ? "recursive " : "")
          + cte.alias
          + "(k, t) as ("
          + body
          + ") select x.t, x.k from "
          + cte.alias
          + " x"
          + (chance(50) ? " where " + predicate(List.of(new Source("x", cte.columns)), 1) : "");
    }
    if (chance(12)) {
      return two(2, List.of()) + pick(" union ", " union all ", " except ") + two(1, List.of());
    }
    return select(3, List.of(), chance(30) ? 0 : 1 + random.nextInt(3));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String pick(String... options) {
    return options[random.nextInt(options.length)];
  }

  /** A query of exactly a number and a text. */
  String two(int depth, List<Source> outer) {
    StringBuilder from = new StringBuilder();
    List<Source> sources = sources(depth, outer, from);
    List<Source> visible = visible(sources, outer);
    return "select "
        + expression(visible, false, depth)
        + " as k, "
        + expression(visible, true, depth)
        + " as t from "
        + from
        + (chance(50) ? " where " + predicate(visible, depth) : "");
  }

  private static List<Source> visible(List<Source> sources, List<Source> outer) {
    List<Source> all = new ArrayList<>(sources);
    all.addAll(outer);
    return all;
  }

  private String select(int depth, List<Source> outer, int items) {
    StringBuilder from = new StringBuilder();
    List<Source> sources = sources(depth, outer, from);
    List<Source> visible = visible(sources, outer);
    boolean grouped = items > 0 && chance(20);
    StringBuilder sql = new StringBuilder("select ");
    if (grouped) {
      String key = column(sources, chance(50));
      sql.append(key).append(", ").append(aggregate(sources)).append(" from ").append(from);
      where(sql, visible, depth);
      sql.append(" group by ").append(key);
      if (chance(30)) {
        sql.append(" having ").append(aggregate(sources)).append(" is not null");
      }
      return sql.toString();
    }
    if (items == 0) {
      sql.append(chance(60) ? "*" : sources.getFirst().alias + pick(".*", "", "::text"));
    } else {
      sql.append(chance(10) ? "distinct " : "");
      for (int i = 0; i < items; i++) {
        sql.append(i > 0 ? ", " : "").append(expression(visible, chance(60), depth));
        sql.append(" as o").append(i);
      }
    }
    sql.append(" from ").append(from);
    where(sql, visible, depth);
    if (items > 0 && chance(25)) {
      sql.append(" order by ").append(pick("1", "o0", "o0 desc nulls last"));
    }
    if (chance(10)) {
      sql.append(" limit 5");
    }
    return sql.toString();
  }

  private void where(StringBuilder sql, List<Source> visible, int depth) {
    if (chance(60)) {
      sql.append(" where ").append(predicate(visible, depth));
    }
  }

  List<Source> sources(int depth, List<Source> outer, StringBuilder from) {
    List<Source> sources = new ArrayList<>();
    int count = 1 + random.nextInt(depth > 1 ? 3 : 2);
    for (int i = 0; i < count; i++) {
      List<Source> before = List.copyOf(sources);
      StringBuilder item = new StringBuilder();
      sources.add(source(depth, outer, before, item));
      if (i == 0) {
        from.append(item);
      } else if (chance(40)) {
        from.append(", ").append(item);
      } else if (chance(15)) {
        from.append(" cross join ").append(item);
      } else {
        List<Source> on = List.of(sources.get(i - 1), sources.get(i));
        from.append(pick(" join ", " left join ", " inner join ")).append(item);
        from.append(" on ").append(predicate(on, 0));
      }
    }
    return sources;
  }

  private Source source(int depth, List<Source> outer, List<Source> before, StringBuilder item) {
    String alias = "a" + names++;
    if (depth > 0 && chance(25)) {
      boolean lateral = !before.isEmpty() && chance(50);
      List<Source> seen = lateral ? visible(before, outer) : outer;
      item.append(lateral ? "lateral (" : "(").append(two(depth - 1, seen)).append(") ");
      item.append(alias);
      if (chance(30)) {
        item.append("(m, n)");
        return new Source(alias, List.of(new Col("m", false), new Col("n", true)));
      }
      return new Source(alias, List.of(new Col("k", false), new Col("t", true)));
    }
    Table table = TABLES.get(random.nextInt(TABLES.size()));
    item.append(table.name).append(pick(" ", " as ")).append(alias);
    return new Source(alias, table.columns);
  }

  String column(List<Source> sources, boolean text) {
    Source source = sources.get(random.nextInt(sources.size()));
    List<Col> fitting = source.columns.stream().filter(c -> c.text == text).toList();
    return source.alias + "." + fitting.get(random.nextInt(fitting.size())).name;
  }

  String aggregate(List<Source> sources) {
    String text = column(sources, true);
    String number = column(sources, false);
    return pick(
        "count(*)",
        "count(" + text + ")",
        "max(" + text + ")",
        "sum(" + number + ")",
        "count(distinct " + text + ")",
        "string_agg(" + text + ", ',' order by " + number + ")",
        "avg(" + number + ") filter (where " + text + " like 'a%')");
  }

  String expression(List<Source> sources, boolean text, int depth) {
    String column = column(sources, text);
    if (chance(45)) {
      return column;
    }
    if (depth > 0 && chance(20)) {
      return "(select "
          + pick("max", "min")
          + "(q."
          + (text ? "t" : "k")
          + ") from ("
          + two(depth - 1, sources)
          + ") q)";
    }
    String other = column(sources, text);
    return text
        ? pick(
            "upper(" + column + ")",
            column + " || " + other,
            "coalesce(" + column + ", " + other + ")",
            "case when " + column + " = 'x' then " + other + " else 'n' end",
            "substring(" + column + " from 1 for 2)",
            "cast(" + column + " as varchar(3))",
            "'x'",
            "first_value(" + column + ") over (partition by " + other + " order by " + other + ")")
        : pick(
            column + " + 1",
            column + " * " + other,
            "abs(" + column + ")",
            "length(" + column(sources, true) + ")",
            "7",
            "case when " + other + " > 3 then 1 else " + column + " end");
  }

  String predicate(List<Source> sources, int depth) {
    String text = column(sources, true);
    String number = column(sources, false);
    if (depth > 0 && chance(25)) {
      return pick(
          "exists (" + select(depth - 1, sources, 1) + ")",
          text + " in (select q.t from (" + two(depth - 1, sources) + ") q)",
          number + " > all (select q.k from (" + two(depth - 1, List.of()) + ") q)");
    }
    return pick(
        text + " = 'x'",
        text + " like '1%'",
        text + " is not null",
        number + " between 1 and 9",
        number + " = " + column(sources, false),
        "not " + number + " = 3",
        "(" + text + " = 'a' or " + number + " < 4)",
        text + " in ('a', 'b')",
        text + " = " + column(sources, true) + " and " + number + " <> 0");
  }
}

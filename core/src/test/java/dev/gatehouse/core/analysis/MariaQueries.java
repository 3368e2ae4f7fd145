package dev.gatehouse.core.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random queries that play with what names mean on MariaDB: labels called like columns, case,
 * databases before aliases, subqueries that reach outwards. Many are refused by the server.
 */
final class MariaQueries {
  private static final List<String> COLUMNS =
      List.of("id", "name", "ssn", "salary", "user_id", "total", "status", "label", "note", "word");
  private static final List<String> TABLES =
      List.of("users", "orders", "pub", "shop.users", "shop.pub", "other.pub", "active_users");
  private static final List<String> ALIASES = List.of("u", "o", "p", "users", "pub", "U");

  private static final Map<String, List<String>> OF =
      Map.of(
          "users", List.of("id", "name", "ssn", "salary", "tags"),
          "orders", List.of("id", "user_id", "total", "status"),
          "pub", List.of("id", "label", "note"),
          "other", List.of("id", "word"),
          "active_users", List.of("id", "name", "number", "low"));

  private final RandomGenerator random;

  /** The qualified and the bare columns of the levels around, the innermost last. */
  private final Deque<List<String>> visible = new ArrayDeque<>();

  MariaQueries(RandomGenerator random) {
    this.random = random;
  }

  String query() {
    return chance(6) ? "with " + common() + " " + body(2) : body(2);
  }

  private String common() {
    String name = pick(List.of("c", "C", "pub", "users"));
    String columns = chance(2) ? "(" + pick(COLUMNS) + ")" : "";
    return name + columns + " as (" + (columns.isEmpty() ? body(1) : one(1)) + ")";
  }

  private String body(int depth) {
    String first = select(depth);
    if (!chance(8)) {
      return first;
    }
    String operator = pick(List.of("union all", "union", "except", "intersect"));
    return one(1) + " " + operator + " " + one(1);
  }

  /** A query of one column. */
  private String one(int depth) {
    String from = enter(depth);
    String text = "select " + item(depth) + " from " + from + where(depth);
    visible.pop();
    return text;
  }

  private String select(int depth) {
    String from = enter(depth);
    List<String> items = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      items.add(chance(12) ? star() : item(depth));
    }
    String text =
        "select "
            + (chance(10) ? "distinct " : "")
            + String.join(", ", items)
            + " from "
            + from
            + where(depth);
    boolean grouped = chance(4);
    text += grouped ? " group by " + names(1) : "";
    text += chance(grouped ? 2 : 10) ? " having " + condition(1) : "";
    text += chance(3) ? " order by " + names(depth) : "";
    visible.pop();
    return text;
  }

  private String star() {
    return chance(2) ? "*" : pick(ALIASES) + ".*";
  }

  private String names(int depth) {
    String name =
        switch (random.nextInt(6)) {
          case 0 -> String.valueOf(1 + random.nextInt(2));
          case 1 -> expression(depth);
          case 2 -> "+1";
          default -> column();
        };
    return chance(3) ? name + ", " + column() : name;
  }

  private String item(int depth) {
    String value = expression(depth);
    return chance(2) ? value + " as " + cased(pick(COLUMNS)) : value;
  }

  /** A FROM clause whose columns are visible until they are popped. */
  private String enter(int depth) {
    visible.push(new ArrayList<>());
    return from(depth);
  }

  private String from(int depth) {
    String first = source(depth);
    return switch (random.nextInt(8)) {
      case 0 -> first + ", " + source(depth);
      case 1 -> first + " join " + source(depth) + " using (id)";
      case 2 -> first + " natural join " + source(depth);
      case 3 -> first + " left join " + source(depth) + " on " + condition(1);
      case 4 -> first + " natural right join " + source(depth);
      case 5 -> first + " right join " + source(depth) + " using (id)";
      default -> first;
    };
  }

  private String source(int depth) {
    if (depth > 0 && chance(4)) {
      List<String> around = visible.peek();
      String alias = pick(ALIASES);
      String label = pick(COLUMNS);
      String query = select(depth - 1).replaceFirst(",| from ", " as " + label + "$0");
      around.add(label);
      around.add(alias + "." + label);
      return "(" + query + ") " + alias;
    }
    String table = pick(TABLES);
    String bare = table.substring(table.indexOf('.') + 1);
    boolean aliased = !chance(3);
    String alias = aliased ? pick(ALIASES) : bare;
    String schema = table.startsWith("other") ? "other." : "shop.";
    for (String column : OF.getOrDefault(table.startsWith("other") ? "other" : bare, List.of())) {
      visible.peek().add(column);
      visible.peek().add(alias + "." + column);
      visible.peek().add(schema + alias + "." + column);
    }
    return aliased ? table + " " + alias : table;
  }

  private String where(int depth) {
    return chance(2) ? " where " + condition(depth) : "";
  }

  private String condition(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 5)) {
      case 0 -> column() + " = " + column();
      case 1 -> column() + " > " + literal();
      case 2 -> column() + " is null";
      case 3 -> column() + " <=> " + literal();
      case 4 -> column() + " in ('a', " + literal() + ")";
      case 5 -> "exists (" + plain() + ")";
      case 6 -> condition(depth - 1) + " xor " + condition(depth - 1);
      case 7 -> column() + " in (" + plain() + ")";
      default -> "not " + condition(depth - 1) + " or " + condition(depth - 1);
    };
  }

  private String expression(int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 5)) {
      case 0, 1, 2, 3 -> column();
      case 4 -> literal();
      case 5 -> "concat(" + expression(depth - 1) + ", " + column() + ")";
      case 6 -> "if(" + condition(0) + ", " + column() + ", " + expression(depth - 1) + ")";
      case 7 -> "count(" + column() + ")";
      case 8 -> "max(" + column() + ")";
      case 9 ->
          "(select "
              + pick(List.of("max", "min", "count"))
              + "("
              + column()
              + ") from "
              + inner()
              + ")";
      case 10 -> "(select " + column() + ")";
      case 11 ->
          pick(List.of("rank()", "max(" + column() + ")", "count(" + column() + ")"))
              + " over (partition by "
              + column()
              + " order by "
              + column()
              + ")";
      case 12 -> "group_concat(" + column() + " order by " + column() + ")";
      default -> "coalesce(" + column() + ", " + expression(depth - 1) + ")";
    };
  }

  private String plain() {
    String from = enter(0);
    String text = "select " + column() + " from " + from + where(0);
    visible.pop();
    return text;
  }

  private String inner() {
    String text = enter(0) + where(0);
    visible.pop();
    return text;
  }

  private String column() {
    List<String> level = visible.peek();
    if (level == null || level.isEmpty() || chance(8)) {
      return cased(pick(COLUMNS));
    }
    if (chance(6)) {
      List<String> outer = visible.peekLast();
      return outer.isEmpty() ? "id" : pick(outer);
    }
    return pick(level);
  }

  private String literal() {
    return pick(List.of("1", "'a2'", "5", "null", "'x'"));
  }

  private String cased(String name) {
    return chance(5) ? name.toUpperCase(java.util.Locale.ROOT) : name;
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}

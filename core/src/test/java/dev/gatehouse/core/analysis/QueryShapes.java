package dev.gatehouse.core.analysis;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements of every shape that the analysis should know, filled with generated expressions. In a
 * shape, {@code {from}} is a list of joined relations and what follows is over them: {@code {t}} a
 * text, {@code {n}} a number, {@code {tc}} and {@code {nc}} plain columns, {@code {p}} a condition,
 * {@code {agg}} an aggregate, {@code {a}} the first relation's name, {@code {two}} a query of a
 * number {@code k} and a text {@code t}, {@code {near}} one that sees the relations around it.
 */
final class QueryShapes {
  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
  private static final List<String> READS =
      TestCatalog.resource("query-shapes.txt")
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("! "))
          .toList();
  private static final List<String> WRITES =
      TestCatalog.resource("query-shapes.txt")
          .lines()
          .filter(line -> line.startsWith("! "))
          .map(line -> line.substring(2))
          .toList();

  private final RandomGenerator random;
  private final QueryGrammar grammar;

  QueryShapes(RandomGenerator random) {
    this.random = random;
    this.grammar = new QueryGrammar(random);
  }

  /** A query. */
  String read() {
    return fill(READS.get(random.nextInt(READS.size())));
  }

  /** A statement that writes, or a query with one inside. */
  String write() {
    return fill(WRITES.get(random.nextInt(WRITES.size())));
  }

  private String fill(String shape) {
    StringBuilder from = new StringBuilder();
    List<QueryGrammar.Source> sources = grammar.sources(1, List.of(), from);
    if (!shape.contains("{from}")) {
      sources = fixed(shape);
    }
    StringBuilder filled = new StringBuilder();
    Matcher holes = HOLE.matcher(shape);
    while (holes.find()) {
      String piece =
          holes.group(1).equals("from") ? from.toString() : piece(holes.group(1), sources);
      holes.appendReplacement(filled, Matcher.quoteReplacement(piece));
    }
    holes.appendTail(filled);
    return filled.toString();
  }

  /** A shape that names its own relations is over users, called u. */
  private static List<QueryGrammar.Source> fixed(String shape) {
    return shape.contains("orders o")
        ? List.of(USERS, new QueryGrammar.Source("o", ORDERS))
        : List.of(USERS);
  }

  private static final List<QueryGrammar.Col> ORDERS =
      List.of(
          new QueryGrammar.Col("id", false),
          new QueryGrammar.Col("user_id", false),
          new QueryGrammar.Col("status", true));
  private static final QueryGrammar.Source USERS =
      new QueryGrammar.Source(
          "u",
          List.of(
              new QueryGrammar.Col("id", false),
              new QueryGrammar.Col("salary", false),
              new QueryGrammar.Col("name", true),
              new QueryGrammar.Col("ssn", true),
              new QueryGrammar.Col("shout", true)));

  private String piece(String hole, List<QueryGrammar.Source> sources) {
    return switch (hole) {
      case "t" -> grammar.expression(sources, true, 1);
      case "n" -> grammar.expression(sources, false, 1);
      case "tc" -> grammar.column(sources, true);
      case "nc" -> grammar.column(sources, false);
      case "p" -> grammar.predicate(sources, 1);
      case "agg" -> grammar.aggregate(sources);
      case "a" -> sources.getFirst().alias();
      case "two" -> grammar.two(1, List.of());
      case "near" -> grammar.two(0, sources);
      default -> throw new IllegalArgumentException("There is no {" + hole + "}.");
    };
  }
}

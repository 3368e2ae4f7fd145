package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.sql.tree.Expr;
import dev.gatehouse.core.sql.tree.From;
import dev.gatehouse.core.sql.tree.Query;
import dev.gatehouse.core.sql.tree.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * As MariaDB and MySQL do: columns and labels are found whatever their case, relations as {@code
 * lower_case_table_names} says, labels are seen by later clauses, and comparisons convert types.
 */
record MySqlRules(CatalogSnapshot catalog) implements Rules {
  /** Values of other types are compared with these as numbers, so that many of them are equal. */
  private static final Set<String> TEXTS =
      Set.of(
          "char",
          "varchar",
          "tinytext",
          "text",
          "mediumtext",
          "longtext",
          "binary",
          "varbinary",
          "tinyblob",
          "blob",
          "mediumblob",
          "longblob",
          "enum",
          "set",
          "json",
          "inet4",
          "inet6",
          "uuid");

  private static final List<String> MARIADB_PLAN =
      List.of(
          "id",
          "select_type",
          "table",
          "type",
          "possible_keys",
          "key",
          "key_len",
          "ref",
          "rows",
          "Extra");
  private static final List<String> MYSQL_PLAN =
      List.of(
          "id",
          "select_type",
          "table",
          "partitions",
          "type",
          "possible_keys",
          "key",
          "key_len",
          "ref",
          "rows",
          "filtered",
          "Extra");

  private static final Set<String> EXACT_TYPES =
      Set.of("tinyint", "smallint", "mediumint", "int", "integer", "bigint", "decimal");

  private static final Set<String> MOMENT_TYPES = Set.of("date", "datetime", "timestamp");

  @Override
  public Vocabulary vocabulary() {
    return MySqlVocabulary.of(catalog.dialect());
  }

  @Override
  public TotalRoutines totals() {
    return TotalRoutines.MYSQL;
  }

  @Override
  public boolean sameColumn(String one, String other) {
    return one.equalsIgnoreCase(other);
  }

  @Override
  public boolean sameRelation(String one, String other) {
    return catalog.relationNamesIgnoreCase() ? one.equalsIgnoreCase(other) : one.equals(other);
  }

  /** MariaDB finds them whatever their case, even where the case of tables counts. */
  @Override
  public String commonTable(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean namesRows() {
    return false;
  }

  @Override
  public boolean seesLabels() {
    return true;
  }

  @Override
  public Optional<String> outputName(Query.Item item) {
    return item.alias().isPresent()
        ? Optional.of(item.alias().get().name())
        : expressionName(item.value());
  }

  /** A name and a constant are called as they are written, anything else by all of its text. */
  private static Optional<String> expressionName(Expr value) {
    return switch (value) {
      case Expr.Name name -> Optional.of(name.last().name());
      case Expr.Row row when !row.keyword() && row.items().size() == 1 ->
          expressionName(row.items().getFirst());
      case Expr.Unary plus when plus.operator().equals("+") -> expressionName(plus.operand());
      case Expr.Literal literal when literal.kind() == Expr.Literal.Kind.STRING ->
          literal.text().startsWith("'") ? Optional.of(content(literal.text())) : Optional.empty();
      case Expr.Literal literal when literal.kind() == Expr.Literal.Kind.NULL ->
          Optional.of("NULL");
      case Expr.Literal literal -> Optional.of(literal.text());
      case Expr.Moment moment -> Optional.of(moment.word());
      default -> Optional.empty();
    };
  }

  private static String content(String literal) {
    return literal.substring(1, literal.length() - 1).replace("''", "'").stripLeading();
  }

  @Override
  public Optional<String> valuesName(Expr first, int position) {
    return catalog.dialect() == Dialect.MYSQL
        ? Optional.of("column_" + position)
        : expressionName(first);
  }

  /** The text of an expression that is more than a word holds a sign or a blank. */
  @Override
  public boolean mayBeCalled(String wanted) {
    return !wanted.chars().allMatch(c -> c == '_' || c < 0x80 && Character.isLetterOrDigit(c));
  }

  @Override
  public Optional<String> ownSchema(String relation) {
    return Optional.empty();
  }

  /** The database may stand before an alias too. */
  @Override
  public Optional<RelationName> qualified(Relation relation, Optional<From.Alias> alias) {
    return Optional.of(
        alias
            .map(named -> new RelationName(relation.name().schema(), named.name().name()))
            .orElse(relation.name()));
  }

  @Override
  public boolean recursionMayNotFit() {
    return true;
  }

  @Override
  public boolean asksForOneValue(Column column, Expr constant) {
    return !isText(column)
        || constant instanceof Expr.Literal literal
            && literal.kind() == Expr.Literal.Kind.STRING
            && literal.text().startsWith("'");
  }

  @Override
  public boolean asksForSameValue(Column one, Column other) {
    return isText(one) == isText(other);
  }

  /** Whether its values are compared with numbers by what they begin with. */
  static boolean isText(Column column) {
    return TEXTS.contains(typeWord(column));
  }

  private static String typeWord(Column column) {
    String type = column.type().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < type.length() && Character.isLetterOrDigit(type.charAt(end))) {
      end++;
    }
    return type.substring(0, end);
  }

  /** A long number in quotes is compared as a double, which several numbers are equal to. */
  @Override
  public boolean pinsKey(Column column, Expr constant) {
    if (!(constant instanceof Expr.Literal literal)) {
      return false;
    }
    boolean string = literal.kind() == Expr.Literal.Kind.STRING && literal.text().startsWith("'");
    if (isText(column)) {
      return string;
    }
    String type = typeWord(column);
    return switch (literal.kind()) {
      case STRING ->
          string && (MOMENT_TYPES.contains(type) || literal.text().matches("'[0-9]{1,15}'"));
      case NUMBER -> EXACT_TYPES.contains(type) && literal.text().matches("[0-9]+");
      case BOOLEAN, NULL, DEFAULT -> false;
    };
  }

  /** Almost any value is true. */
  @Override
  public boolean bareConditionConstrains() {
    return false;
  }

  /** The table of the plain form; MySQL's has two columns more. */
  @Override
  public List<String> planColumns(Statement.Explain explain) {
    if (!explain.options().isEmpty()) {
      throw AnalysisRefusedException.unsupported("EXPLAIN " + explain.options());
    }
    return catalog.dialect() == Dialect.MYSQL ? MYSQL_PLAN : MARIADB_PLAN;
  }

  @Override
  public boolean listsNameAllColumns() {
    return true;
  }

  @Override
  public boolean mergesLikeFirstSide() {
    return true;
  }

  @Override
  public boolean isConditional(Expr.Call call) {
    String name = call.name().getLast().name();
    return !call.arguments().isEmpty() && (name.equals("if") || name.equals("nvl2"));
  }

  @Override
  public Optional<Expr.Literal> ordinal(Expr value) {
    return switch (value) {
      case Expr.Literal literal when literal.kind() == Expr.Literal.Kind.NUMBER ->
          Optional.of(literal);
      case Expr.Row row when !row.keyword() && row.items().size() == 1 ->
          ordinal(row.items().getFirst());
      case Expr.Unary plus when plus.operator().equals("+") -> ordinal(plus.operand());
      default -> Optional.empty();
    };
  }
}

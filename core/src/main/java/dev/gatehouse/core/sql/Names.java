package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;

/** Names as PostgreSQL folds and reserves them (documentation, appendix C). */
final class Names {
  private static final Set<String> RESERVED =
      words(
          "all analyse analyze and any array as asc asymmetric both case cast check collate column"
              + " constraint create current_catalog current_date current_role current_time"
              + " current_timestamp current_user default deferrable desc distinct do else end"
              + " except false fetch for foreign from grant group having in initially intersect"
              + " into lateral leading limit localtime localtimestamp not null offset on only or"
              + " order placing primary references returning select session_user some symmetric"
              + " system_user table then to trailing true union unique user using variadic when"
              + " where window with");
  private static final Set<String> RESERVED_BUT_FOR_ROUTINES =
      words(
          "authorization binary collation concurrently cross current_schema freeze full ilike"
              + " inner is isnull join left like natural notnull outer overlaps right similar"
              + " tablesample verbose");

  /** Words that are values by themselves and that the parser takes for columns. */
  static final Set<String> MOMENTS =
      words(
          "current_catalog current_date current_role current_time current_timestamp current_user"
              + " localtime localtimestamp session_user system_user user current_schema");

  private Names() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /** A name that may be anything, such as a label after AS. */
  static Identifier label(String written) {
    boolean quoted = written.startsWith("\"") || written.startsWith("`");
    String name =
        quoted ? written.substring(1, written.length() - 1) : written.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || quoted && name.indexOf(written.charAt(0)) >= 0) {
      throw SyntaxRefusedException.unsupported("a quoted name with a quote inside");
    }
    return new Identifier(name, written);
  }

  /** A name of a relation, a column or an alias: an unquoted reserved word cannot be one. */
  static Identifier name(String written) {
    Identifier identifier = label(written);
    if (!identifier.quoted()
        && (RESERVED.contains(identifier.name())
            || RESERVED_BUT_FOR_ROUTINES.contains(identifier.name()))) {
      throw SyntaxRefusedException.unsupported(
          "the reserved word " + identifier.name().toUpperCase(Locale.ROOT) + " in this place");
    }
    return identifier;
  }

  /** A routine's name, in its written order. */
  static List<Identifier> routine(List<String> written) {
    return written.stream()
        .map(
            part -> {
              Identifier identifier = label(part);
              if (!identifier.quoted() && RESERVED.contains(identifier.name())) {
                throw SyntaxRefusedException.unsupported(
                    identifier.name().toUpperCase(Locale.ROOT) + " in this place");
              }
              return identifier;
            })
        .toList();
  }

  /** A relation's name; the parser holds the parts last to first. */
  static List<Identifier> table(Table table) {
    List<Identifier> parts = new ArrayList<>();
    for (String part : table.getNameParts().reversed()) {
      if (part == null) {
        throw SyntaxRefusedException.unsupported("a name with an empty part");
      }
      parts.add(name(part));
    }
    if (parts.size() > 2) {
      throw SyntaxRefusedException.unsupported("a relation named with its database");
    }
    return List.copyOf(parts);
  }

  /** A column's name with its qualifier. */
  static List<Identifier> column(Column column) {
    List<Identifier> parts = new ArrayList<>();
    if (column.getTable() != null && column.getTable().getName() != null) {
      parts.addAll(table(column.getTable()));
    }
    parts.add(name(column.getColumnName()));
    return List.copyOf(parts);
  }
}

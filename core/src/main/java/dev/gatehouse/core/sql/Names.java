package dev.gatehouse.core.sql;

import dev.gatehouse.core.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;

/** Names as one kind of server folds and reserves them. */
abstract sealed class Names permits PostgresNames, MySqlNames {
  /** A name that may be anything, such as a label after AS. */
  abstract Identifier label(String written);

  /** Whether the word, in lower case and without quotes, cannot name a relation or a column. */
  abstract boolean isReserved(String word);

  /** Whether the word, in lower case and without quotes, cannot name a routine. */
  abstract boolean isReservedForRoutines(String word);

  /** Whether the word, in lower case, is a value by itself that the parser takes for a column. */
  abstract boolean isMoment(String word);

  static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /** A name between quotes, which holds none itself. */
  static Identifier unquoted(String written) {
    String name = written.substring(1, written.length() - 1);
    if (name.isEmpty() || name.indexOf(written.charAt(0)) >= 0) {
      throw SyntaxRefusedException.unsupported("a quoted name with a quote inside");
    }
    return new Identifier(name, written);
  }

  /** A name of a column or of something else that is no relation. */
  final Identifier name(String written) {
    Identifier identifier = label(written);
    if (!identifier.quoted() && isReserved(identifier.name().toLowerCase(Locale.ROOT))) {
      throw SyntaxRefusedException.unsupported(
          "the reserved word " + identifier.name().toUpperCase(Locale.ROOT) + " in this place");
    }
    return identifier;
  }

  /** A name of a relation or its alias: an unquoted reserved word cannot be one. */
  Identifier relation(String written) {
    return name(written);
  }

  /** A routine's name, in its written order. */
  List<Identifier> routine(List<String> written) {
    return written.stream()
        .map(
            part -> {
              Identifier identifier = label(part);
              String word = identifier.name().toLowerCase(Locale.ROOT);
              if (!identifier.quoted() && isReservedForRoutines(word)) {
                throw SyntaxRefusedException.unsupported(
                    identifier.name().toUpperCase(Locale.ROOT) + " in this place");
              }
              return identifier;
            })
        .toList();
  }

  /** A relation's name; the parser holds the parts last to first. */
  final List<Identifier> table(Table table) {
    List<Identifier> parts = new ArrayList<>();
    for (String part : table.getNameParts().reversed()) {
      if (part == null) {
        throw SyntaxRefusedException.unsupported("a name with an empty part");
      }
      parts.add(relation(part));
    }
    if (parts.size() > 2) {
      throw SyntaxRefusedException.unsupported("a relation named with its database");
    }
    return List.copyOf(parts);
  }

  /** A column's name with its qualifier. */
  final List<Identifier> column(Column column) {
    List<Identifier> parts = new ArrayList<>();
    if (column.getTable() != null && column.getTable().getName() != null) {
      parts.addAll(table(column.getTable()));
    }
    parts.add(name(column.getColumnName()));
    return List.copyOf(parts);
  }
}

package dev.gatehouse.app.export;

import dev.gatehouse.core.result.ResultColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names for formats that want them unique and not empty. */
final class ColumnNames {
  private ColumnNames() {}

  /** {@code a, a, ""} become {@code a, a_2, column_3}; names that are unique stay. */
  static List<String> unique(List<ResultColumn> columns) {
    Set<String> taken = new HashSet<>();
    columns.forEach(column -> taken.add(column.name()));
    Set<String> given = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      if (name.isBlank()) {
        name = free("column_" + (i + 1), taken, given);
      } else if (given.contains(name)) {
        name = free(name, taken, given);
      }
      given.add(name);
      names.add(name);
    }
    return names;
  }

  private static String free(String name, Set<String> taken, Set<String> given) {
    String candidate = name;
    for (int n = 2; taken.contains(candidate) || given.contains(candidate); n++) {
      candidate = name + "_" + n;
    }
    return candidate;
  }
}

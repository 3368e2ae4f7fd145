package dev.gatehouse.core.audit.export;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which of OCSF's datastore activities a statement is, by its words alone: no more is recorded.
 *
 * @param id {@code activity_id} of class 6005
 * @param caption its name
 */
record StatementActivity(int id, String caption) {
  private static final StatementActivity QUERY = new StatementActivity(4, "Query");
  private static final StatementActivity UPDATE = new StatementActivity(2, "Update");
  private static final StatementActivity WRITE = new StatementActivity(5, "Write");
  private static final StatementActivity CREATE = new StatementActivity(6, "Create");
  private static final StatementActivity DELETE = new StatementActivity(7, "Delete");

  private static final Map<String, StatementActivity> FIRST_WORDS =
      Map.ofEntries(
          Map.entry("select", QUERY),
          Map.entry("values", QUERY),
          Map.entry("table", QUERY),
          Map.entry("show", QUERY),
          Map.entry("explain", QUERY),
          Map.entry("insert", WRITE),
          Map.entry("copy", WRITE),
          Map.entry("update", UPDATE),
          Map.entry("merge", UPDATE),
          Map.entry("alter", UPDATE),
          Map.entry("create", CREATE),
          Map.entry("delete", DELETE),
          Map.entry("truncate", DELETE),
          Map.entry("drop", DELETE));

  private static final Pattern WORD = Pattern.compile("[a-z]+");

  static StatementActivity of(String text) {
    List<String> words =
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(m -> m.group()).toList();
    if (!words.isEmpty() && words.getFirst().equals("with")) {
      // A write within is what counts; a mere name that reads like one only overstates it.
      return words.stream()
          .filter(List.of("insert", "update", "delete", "merge")::contains)
          .map(FIRST_WORDS::get)
          .findFirst()
          .orElse(QUERY);
    }
    return words.isEmpty()
        ? new StatementActivity(99, "Other")
        : FIRST_WORDS.getOrDefault(words.getFirst(), new StatementActivity(99, words.getFirst()));
  }
}

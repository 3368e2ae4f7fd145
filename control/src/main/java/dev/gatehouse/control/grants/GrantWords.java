package dev.gatehouse.control.grants;

import dev.gatehouse.core.decision.RequestDecision.Demand;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Actions and export formats as the API and the database write them. */
final class GrantWords {
  private GrantWords() {}

  static List<String> actions(Collection<Action> actions) {
    return actions.stream().sorted().map(GrantWords::word).toList();
  }

  static String export(ExportFormat format) {
    return word(format);
  }

  /** Such as {@code 2 approvals by groups leads (rule leads-decide)}. */
  static String demand(Demand demand) {
    String by = demand.by().words();
    return demand.approvers()
        + (demand.approvers() == 1 ? " approval" : " approvals")
        + (by.equals("everyone") ? "" : " by " + by)
        + " (rule "
        + demand.ruleId()
        + ")";
  }

  static Optional<Action> action(String word) {
    return parse(Action.values(), word);
  }

  static Optional<ExportFormat> exportFormat(String word) {
    return parse(ExportFormat.values(), word);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> Optional<E> parse(E[] values, String word) {
    return Arrays.stream(values).filter(value -> word(value).equals(word)).findFirst();
  }
}

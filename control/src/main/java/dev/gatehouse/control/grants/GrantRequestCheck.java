package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.RelationPattern;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the form of a request; JSON may leave out what a record declares. */
final class GrantRequestCheck {
  private static final int MOST_MINUTES = 480;
  private static final int MOST_PATTERNS = 50;
  private static final int MOST_TAGS = 20;

  private GrantRequestCheck() {}

  /**
   * The request's terms.
   *
   * @throws ProblemException with one sentence that names the field
   */
  static GrantTerms check(GrantRequest request) {
    List<String> relations = texts(request.relations(), "relations", MOST_PATTERNS, 255);
    if (relations.isEmpty()) {
      throw bad("Name at least one relation, such as shop.orders or shop.*.");
    }
    for (String pattern : relations) {
      try {
        RelationPattern.parse(pattern);
      } catch (IllegalArgumentException e) {
        throw bad("Each of 'relations' must be of the form schema.relation, such as shop.*.");
      }
    }
    int minutes = request.durationMinutes();
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw bad("The field 'durationMinutes' must be from 1 to 480.");
    }
    return new GrantTerms(
        text(request.source(), "source", 63),
        relations,
        actions(request.actions()),
        Set.copyOf(texts(request.unmask(), "unmask", MOST_TAGS, 100)),
        export(request.export()),
        purpose(request.purpose()),
        request.ticket() == null ? "" : text(request.ticket(), "ticket", 100),
        minutes);
  }

  private static Set<Action> actions(@Nullable List<String> words) {
    EnumSet<Action> actions = EnumSet.noneOf(Action.class);
    for (String word : texts(words, "actions", Action.values().length, 20)) {
      actions.add(
          GrantWords.action(word)
              .orElseThrow(
                  () -> bad("Each of 'actions' must be read, insert, update, delete or ddl.")));
    }
    if (actions.isEmpty()) {
      throw bad("Name at least one action, such as read.");
    }
    return actions;
  }

  private static ExportFormat export(@Nullable String word) {
    return GrantWords.exportFormat(word == null ? "none" : word)
        .orElseThrow(() -> bad("The field 'export' must be none, csv or any."));
  }

  private static String purpose(@Nullable String purpose) {
    if (purpose == null || purpose.isBlank()) {
      throw bad("Say what the access is for; the purpose is empty.");
    }
    return text(purpose.strip(), "purpose", 500);
  }

  private static List<String> texts(
      @Nullable List<String> texts, String field, int most, int length) {
    if (texts == null) {
      return List.of();
    }
    Set<String> distinct = new LinkedHashSet<>();
    for (String text : texts) {
      distinct.add(text(text, field, length));
    }
    if (texts.size() > most) {
      throw bad("The field '" + field + "' may hold " + most + " entries at most.");
    }
    return List.copyOf(distinct);
  }

  private static String text(@Nullable String text, String field, int length) {
    if (text == null) {
      throw bad("The field '" + field + "' is missing.");
    }
    if (text.length() > length || text.codePoints().anyMatch(Character::isISOControl)) {
      throw bad(
          "The field '"
              + field
              + "' may hold "
              + length
              + " characters at most and no control characters.");
    }
    return text;
  }

  private static ProblemException bad(String sentence) {
    return ProblemException.badRequest(sentence);
  }
}

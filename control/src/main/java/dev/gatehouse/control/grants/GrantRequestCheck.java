package dev.gatehouse.control.grants;

import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.core.policy.Action;
import dev.gatehouse.core.policy.ExportFormat;
import dev.gatehouse.core.policy.RelationPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the form of a request; JSON may leave out what a record declares. */
final class GrantRequestCheck {
  private static final int MOST_MINUTES = 480;
  private static final int MOST_PATTERNS = 50;
  private static final int MOST_TAGS = 20;
  private static final long MOST_ROWS = 1_000_000_000;
  private static final Duration FARTHEST_START = Duration.ofDays(7);
  private static final Pattern GRANT_ID = Pattern.compile("[0-9a-f]{16}");

  private GrantRequestCheck() {}

  /**
   * The request's terms.
   *
   * @throws ProblemException with one sentence that names the field
   */
  static GrantTerms check(GrantRequest request, Instant now) {
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
        minutes,
        rowCap(request.rowCap()),
        start(request, now),
        Boolean.TRUE.equals(request.breakGlass()),
        extended(request));
  }

  private static long rowCap(@Nullable Long rows) {
    if (rows != null && (rows < 0 || rows > MOST_ROWS)) {
      throw bad("The field 'rowCap' must be from 0, for no cap, to " + MOST_ROWS + ".");
    }
    return rows == null ? 0 : rows;
  }

  private static Optional<Instant> start(GrantRequest request, Instant now) {
    Instant start = request.startAt();
    if (start == null) {
      return Optional.empty();
    }
    if (Boolean.TRUE.equals(request.breakGlass()) || request.extendsGrant() != null) {
      throw bad(
          "An emergency begins at once and an extension where the grant ends; leave out 'startAt'.");
    }
    if (start.isBefore(now) || start.isAfter(now.plus(FARTHEST_START))) {
      throw bad(
          "The field 'startAt' must lie ahead, at most " + FARTHEST_START.toDays() + " days.");
    }
    return Optional.of(start.truncatedTo(ChronoUnit.MICROS));
  }

  private static Optional<String> extended(GrantRequest request) {
    String id = request.extendsGrant();
    if (id == null) {
      return Optional.empty();
    }
    if (Boolean.TRUE.equals(request.breakGlass())) {
      throw bad("An emergency extends nothing; ask for one or the other.");
    }
    if (!GRANT_ID.matcher(id).matches()) {
      throw bad("The field 'extendsGrant' must be a grant's id.");
    }
    return Optional.of(id);
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

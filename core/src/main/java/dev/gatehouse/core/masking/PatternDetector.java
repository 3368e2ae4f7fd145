package dev.gatehouse.core.masking;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A detector of a form and a check.
 *
 * @param whole the form of a value that is nothing else
 * @param within the form in running text; group {@code v}, where it has one, is what counts
 * @param check what the form alone does not say
 * @param needs what a text must have to hold one
 */
record PatternDetector(
    String tag,
    String name,
    Pattern whole,
    Pattern within,
    Predicate<CharSequence> check,
    Predicate<TextSummary> needs)
    implements Detector {
  /** Group of the value in a form that starts with a word that says what follows. */
  private static final String VALUE = "v";

  @Override
  public boolean matches(CharSequence value) {
    String text = value.toString().strip();
    return whole.matcher(text).matches() && check.test(text);
  }

  @Override
  public void find(CharSequence text, Spans spans) {
    Matcher matcher = within.matcher(text);
    boolean named = within.namedGroups().containsKey(VALUE);
    while (matcher.find()) {
      int start = named ? matcher.start(VALUE) : matcher.start();
      int end = named ? matcher.end(VALUE) : matcher.end();
      if (check.test(text.subSequence(start, end))) {
        spans.found(start, end);
      }
    }
  }

  @Override
  public boolean canHold(TextSummary summary) {
    return needs.test(summary);
  }
}

package dev.gatehouse.core.masking;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The detectors that come with Gatehouse. */
public final class Detectors {
  /** Not within a word, a longer number, a decimal or a UUID. */
  private static final String START = "(?<![0-9A-Za-z_]|[0-9A-Za-z_][-.])";

  static final String END = "(?![0-9A-Za-z_]|[-.][0-9A-Za-z_])";

  private static final String CARD =
      "(?:\\d{13,19}"
          + "|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{4}(?:\\1\\d{3})?"
          + "|3\\d{3}([ -])\\d{6}\\2\\d{4,5})";
  private static final String IBAN = "[A-Z]{2}\\d{2}(?: ?[0-9A-Z]){11,29}+";

  /** Together or in groups of four, so that the words behind it are not read as a part of it. */
  private static final String IBAN_IN_TEXT =
      "(?:[A-Z]{2}\\d{2}[0-9A-Z]{11,30}"
          + "|[A-Z]{2}\\d{2}(?: [0-9A-Z]{4}){2,7}(?: [0-9A-Z]{1,3})?)";

  private static final String EMAIL =
      "[A-Za-z0-9._%+-]{1,64}+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}"
          + "[A-Za-z]{2,24}";
  private static final String INTERNATIONAL_PHONE = "(?:\\+|\\b00)[1-9](?:[ ./()-]{0,2}\\d){7,14}+";
  private static final String AMERICAN_PHONE =
      "(?:\\+?1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[.-])[2-9]\\d{2}[.-]\\d{4}";
  private static final String NATIONAL_PHONE =
      "\\(?0[1-9]\\d{0,3}\\)?[ /-]\\d{2,4}(?:[ -]?\\d{2,4}){1,3}";

  private static final Pattern DATE = Pattern.compile("\\d{1,2}[-/ ]\\d{1,2}[-/ ]\\d{2,4}");

  private static final List<Detector> ALL =
      java.util.stream.Stream.of(
              List.of(card(), iban(), email(), phone()), NationalIds.all(), Secrets.all())
          .flatMap(List::stream)
          .toList();

  private Detectors() {}

  /** All of them; the order says which one names a span that two find. */
  public static List<Detector> all() {
    return ALL;
  }

  private static Detector card() {
    return simple(
        "pci.card",
        "payment card number",
        "[2-6]",
        CARD,
        CardRanges::isCard,
        s -> s.digits() >= 13);
  }

  private static Detector iban() {
    return new PatternDetector(
        "pii.iban",
        "bank account number (IBAN)",
        Pattern.compile(IBAN, Pattern.CASE_INSENSITIVE),
        within("[A-Z]", IBAN_IN_TEXT),
        CheckDigits::iban,
        TextSummary::twoLetters);
  }

  private static Detector email() {
    return new PatternDetector(
        "pii.email",
        "e-mail address",
        Pattern.compile(EMAIL),
        Pattern.compile("(?<![A-Za-z0-9._%+-])" + EMAIL + "(?![A-Za-z0-9-])"),
        Detectors::isNoFile,
        TextSummary::at);
  }

  private static Detector phone() {
    String within = "(?<![0-9A-Za-z+_.:/-])(?:" + INTERNATIONAL_PHONE + "|" + AMERICAN_PHONE + ")";
    return new PatternDetector(
        "pii.phone",
        "phone number",
        Pattern.compile(INTERNATIONAL_PHONE + "|" + AMERICAN_PHONE + "|" + NATIONAL_PHONE),
        Pattern.compile(within + "(?![0-9A-Za-z_]|[-./:][0-9])"),
        Detectors::isPhone,
        s -> s.digits() >= (s.plus() ? 8 : 10));
  }

  /**
   * A detector of a form that is the same in running text.
   *
   * @param first what its first character can be
   */
  static Detector simple(
      String tag,
      String name,
      String first,
      String form,
      Predicate<CharSequence> check,
      Predicate<TextSummary> needs) {
    return new PatternDetector(tag, name, Pattern.compile(form), within(first, form), check, needs);
  }

  /** The first character is looked at before what stands in front of it, which costs more. */
  private static Pattern within(String first, String form) {
    return Pattern.compile("(?=" + first + ")" + START + form + END);
  }

  /** {@code logo@2x.png} is a picture. */
  private static boolean isNoFile(CharSequence address) {
    String lower = address.toString().toLowerCase(java.util.Locale.ROOT);
    return !lower.matches(".*\\.(png|jpe?g|gif|svg|webp|css|js)");
  }

  /** A sign or a separator, since bare digits count things too; and no date. */
  private static boolean isPhone(CharSequence phone) {
    int digits = CheckDigits.digits(phone).length();
    return !DATE.matcher(phone).matches()
        && digits >= 8
        && digits <= 15
        && (digits >= 10 || phone.length() > digits + 1);
  }
}

package dev.gatehouse.core.masking;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * National identity and tax numbers. Bare digits count in running text only behind a word that says
 * what they are; a whole column of them is told by its check digits.
 */
final class NationalIds {
  private static final String TAG = "pii.national_id";

  private NationalIds() {}

  static List<Detector> all() {
    return List.of(
        own("US social security number", "[0-8]", "\\d{3}-\\d{2}-\\d{4}", CheckDigits::ssn, 9),
        bareSsn(),
        own(
            "UK national insurance number",
            "[A-Z]",
            "[A-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]",
            CheckDigits::nino,
            6),
        named(
            "German tax number",
            "steuer|idnr|tax id|tin",
            "\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}",
            CheckDigits::steuerId,
            11),
        named(
            "Dutch citizen service number",
            "bsn|burgerservicenummer|sofi",
            "\\d{9}|\\d{4}\\.\\d{2}\\.\\d{3}",
            CheckDigits::bsn,
            9),
        named(
            "Spanish identity number",
            "dni|nie|nif",
            "(?:\\d{8}|[XYZ]-?\\d{7})-?[A-Z]",
            CheckDigits::dni,
            7),
        named(
            "French social security number",
            "nir|insee|s[eé]cu",
            "[1-478] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}",
            CheckDigits::nir,
            8),
        named("Polish PESEL number", "pesel", "\\d{11}", CheckDigits::pesel, 11),
        own("Swiss AHV number", "7", "756\\.?\\d{4}\\.?\\d{4}\\.?\\d{2}", CheckDigits::ahv, 13),
        own(
            "Brazilian CPF number",
            "[0-9]",
            "\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}",
            CheckDigits::cpf,
            11));
  }

  /** Without dashes it has nothing to tell it by but the word before it. */
  private static Detector bareSsn() {
    return new PatternDetector(
        TAG,
        "US social security number",
        Pattern.compile("(?!)"),
        Pattern.compile(behind("ssn|social security", "\\d{9}")),
        CheckDigits::ssn,
        summary -> summary.digits() >= 9);
  }

  private static Detector own(
      String name, String first, String form, Predicate<CharSequence> check, int fewestDigits) {
    return Detectors.simple(
        TAG, name, first, form, check, summary -> summary.digits() >= fewestDigits);
  }

  private static Detector named(
      String name, String words, String form, Predicate<CharSequence> check, int fewestDigits) {
    return new PatternDetector(
        TAG,
        name,
        Pattern.compile(form),
        Pattern.compile(behind(words, form)),
        check,
        summary -> summary.digits() >= fewestDigits);
  }

  private static String behind(String words, String form) {
    return "(?i:\\b(?:" + words + "))[^0-9\\n]{0,24}?(?<![0-9])(?<v>" + form + ")" + Detectors.END;
  }
}

package dev.gatehouse.core.masking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which words in a column's name speak for which tag. */
final class TagWords {
  /** Phrases of words that must follow one another. */
  private static final Map<String, List<String>> PHRASES = phrases();

  /** What a column with such a word holds is about the thing, not the thing. */
  private static final Set<String> ABOUT =
      Set.of(
          "id",
          "count",
          "num",
          "status",
          "state",
          "type",
          "kind",
          "flag",
          "is",
          "has",
          "verified",
          "sent",
          "at",
          "template",
          "enabled",
          "valid",
          "opt",
          "consent",
          "format",
          "length",
          "limit",
          "total",
          "used",
          "expires",
          "expiry");

  private TagWords() {}

  /** The tag of the first phrase that the name holds; empty for a name about such a thing. */
  static Optional<String> tag(List<String> words) {
    if (words.stream().anyMatch(ABOUT::contains)) {
      return Optional.empty();
    }
    String name = " " + String.join(" ", words) + " ";
    return PHRASES.entrySet().stream()
        .filter(
            tag -> tag.getValue().stream().anyMatch(phrase -> name.contains(" " + phrase + " ")))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, List<String>> phrases() {
    Map<String, List<String>> phrases = new LinkedHashMap<>();
    phrases.put("pii.email", List.of("email", "e mail", "mail address", "mailaddress"));
    phrases.put(
        "pii.phone",
        List.of("phone", "telephone", "telefon", "mobile", "msisdn", "fax", "cell number"));
    phrases.put("pci.card", List.of("card number", "card no", "cardnumber", "pan", "credit card"));
    phrases.put("pii.iban", List.of("iban", "account number", "bank account"));
    phrases.put(
        "pii.national_id",
        List.of(
            "ssn",
            "social security",
            "bsn",
            "nino",
            "dni",
            "nie",
            "pesel",
            "cpf",
            "passport",
            "passport number",
            "national id",
            "tax number",
            "steuernummer"));
    phrases.put(
        "pii.birth_date",
        List.of("birth date", "birthdate", "date of birth", "birthday", "dob", "born"));
    phrases.put(
        "secret.key",
        List.of(
            "password", "passwd", "pwd", "secret", "api key", "apikey", "token", "private key"));
    phrases.put(
        "pii.address",
        List.of(
            "address",
            "street",
            "city",
            "zip",
            "zipcode",
            "postcode",
            "postal code",
            "house number"));
    phrases.put(
        "pii.name",
        List.of(
            "first name",
            "firstname",
            "last name",
            "lastname",
            "surname",
            "full name",
            "fullname",
            "given name",
            "family name",
            "maiden name",
            "middle name"));
    return phrases;
  }
}

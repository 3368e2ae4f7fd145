package dev.gatehouse.app.demo.shop;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer with what hangs on them: an address each, a card for most. All from the number alone.
 */
record Customer(
    int id,
    Country country,
    String firstName,
    String lastName,
    String email,
    @Nullable String phone,
    String street,
    String postalCode,
    String city,
    String cardNumber,
    String brand,
    @Nullable String iban) {
  private static final LocalDate FIRST_DAY = LocalDate.of(2019, 3, 1);
  private static final List<String> MAIL_HOSTS =
      List.of("example.com", "example.org", "example.net", "mail.example");
  private static final List<String> INTERESTS =
      List.of("coffee", "tea", "baking", "knives", "camping", "ceramics", "gifts");

  static Customer of(long seed, int id) {
    Dice dice = Dice.of(seed, "customers", id);
    Country country = Country.any(dice);
    String first = country.firstName(dice);
    String last = country.lastName(dice);
    String email = plain(first) + "." + plain(last) + id + "@" + dice.of(MAIL_HOSTS);
    boolean visa = dice.percent(60);
    String card = Numbers.withLuhn((visa ? "400000" : "555555") + dice.digits(9));
    return new Customer(
        id,
        country,
        first,
        last,
        email,
        dice.percent(93) ? country.phone(dice) : null,
        country.street(dice),
        country.postalCode(dice),
        country.city(dice),
        card,
        visa ? "Visa" : "Mastercard",
        dice.percent(70) ? country.iban(dice) : null);
  }

  String name() {
    return firstName + " " + lastName;
  }

  @Nullable Object[] row(long seed) {
    Dice dice = Dice.of(seed, "customers.more", id);
    LocalDateTime registered =
        FIRST_DAY.plusDays(dice.below(2_500)).atTime(dice.between(6, 22), dice.below(60));
    String preferences =
        """
        {"newsletter": %s, "language": "%s", "interests": ["%s", "%s"]}"""
            .formatted(
                dice.percent(40), country.language(), dice.of(INTERESTS), dice.of(INTERESTS));
    return new @Nullable Object[] {
      id,
      firstName,
      lastName,
      email,
      phone,
      dice.percent(95) ? LocalDate.of(1945, 1, 1).plusDays(dice.below(22_000)) : null,
      dice.percent(12) ? "business" : "private",
      registered + "Z",
      preferences
    };
  }

  @Nullable Object[] addressRow() {
    return new @Nullable Object[] {id, id, "shipping", street, postalCode, city, country.name()};
  }

  @Nullable Object[] cardRow(long seed) {
    Dice dice = Dice.of(seed, "cards", id);
    LocalDate until = LocalDate.of(2027, 1, 31).plusMonths(dice.below(48));
    return new @Nullable Object[] {
      id, id, brand, cardNumber, name(), until.withDayOfMonth(until.lengthOfMonth()), iban
    };
  }

  private static String plain(String name) {
    return Normalizer.normalize(name.replace("ł", "l").replace("Ł", "L"), Normalizer.Form.NFD)
        .replaceAll("[^A-Za-z]", "")
        .toLowerCase(Locale.ROOT);
  }
}

package dev.gatehouse.app.demo.shop;

import java.util.List;

/**
 * Where customers live. Telephone numbers come from ranges that the countries' regulators set aside
 * for films and examples.
 */
enum Country {
  DE(
      List.of(
          "Anna", "Lena", "Marie", "Sophie", "Jonas", "Lukas", "Felix", "Paul", "Greta", "Emil"),
      List.of(
          "Müller",
          "Schmidt",
          "Weber",
          "Becker",
          "Hoffmann",
          "Koch",
          "Richter",
          "Wolf",
          "Krüger",
          "Vogel"),
      List.of("Berlin", "Hamburg", "Leipzig", "Köln", "Freiburg", "Dresden"),
      List.of("Hauptstraße", "Gartenweg", "Bahnhofstraße", "Lindenallee", "Am Markt"),
      "de") {
    @Override
    String phone(Dice dice) {
      return "+49 30 23125 " + dice.digits(3);
    }

    @Override
    String postalCode(Dice dice) {
      return dice.between(1, 9) + dice.digits(4);
    }

    @Override
    String iban(Dice dice) {
      return Numbers.iban("DE", "99999999" + dice.digits(10));
    }
  },
  FR(
      List.of(
          "Camille", "Louise", "Manon", "Chloé", "Hugo", "Louis", "Gabriel", "Arthur", "Zoé",
          "Théo"),
      List.of(
          "Martin",
          "Bernard",
          "Dubois",
          "Laurent",
          "Moreau",
          "Fournier",
          "Girard",
          "Mercier",
          "Lefèvre",
          "Rousseau"),
      List.of("Paris", "Lyon", "Nantes", "Lille", "Toulouse", "Rennes"),
      List.of(
          "rue Victor Hugo",
          "rue de la République",
          "avenue des Tilleuls",
          "rue du Moulin",
          "place du Marché"),
      "fr") {
    @Override
    String phone(Dice dice) {
      return "+33 1 99 00 " + dice.digits(2) + " " + dice.digits(2);
    }

    @Override
    String postalCode(Dice dice) {
      return dice.between(10, 95) + dice.digits(3);
    }

    @Override
    String iban(Dice dice) {
      return Numbers.iban("FR", "9999999999" + dice.digits(13));
    }
  },
  GB(
      List.of(
          "Olivia", "Amelia", "Isla", "Freya", "Oliver", "George", "Harry", "Noah", "Maya",
          "Arjun"),
      List.of(
          "Smith",
          "Taylor",
          "Evans",
          "Walker",
          "Hughes",
          "Patel",
          "Clarke",
          "Murphy",
          "Bennett",
          "O'Connor"),
      List.of("London", "Bristol", "Leeds", "Glasgow", "Cardiff", "York"),
      List.of("High Street", "Church Lane", "Station Road", "Mill Road", "Victoria Terrace"),
      "en") {
    @Override
    String phone(Dice dice) {
      return "+44 7700 900" + dice.digits(3);
    }

    @Override
    String postalCode(Dice dice) {
      return dice.of(List.of("N", "BS", "LS", "G", "CF", "YO"))
          + dice.between(1, 19)
          + " "
          + dice.between(1, 9)
          + dice.of(List.of("AB", "DF", "HJ", "LN", "PQ", "XZ"));
    }

    @Override
    String iban(Dice dice) {
      return Numbers.iban("GB", "TEST999999" + dice.digits(8));
    }
  },
  PL(
      List.of(
          "Zofia",
          "Julia",
          "Hanna",
          "Maja",
          "Jakub",
          "Antoni",
          "Szymon",
          "Filip",
          "Oliwia",
          "Wojciech"),
      List.of(
          "Nowak",
          "Kowalczyk",
          "Wójcik",
          "Kamiński",
          "Zieliński",
          "Szymański",
          "Mazur",
          "Krawczyk",
          "Piotrowski",
          "Łukasik"),
      List.of("Warszawa", "Kraków", "Gdańsk", "Wrocław", "Poznań", "Łódź"),
      List.of("ul. Kwiatowa", "ul. Słoneczna", "ul. Polna", "al. Jana Pawła II", "ul. Leśna"),
      "pl") {
    @Override
    String phone(Dice dice) {
      // No range is set aside; no Polish number begins with 0 after the country's code.
      return "+48 012 345 " + dice.digits(3);
    }

    @Override
    String postalCode(Dice dice) {
      return dice.digits(2) + "-" + dice.digits(3);
    }

    @Override
    String iban(Dice dice) {
      return Numbers.iban("PL", "99999999" + dice.digits(16));
    }
  };

  private final List<String> firstNames;
  private final List<String> lastNames;
  private final List<String> cities;
  private final List<String> streets;
  private final String language;

  Country(
      List<String> firstNames,
      List<String> lastNames,
      List<String> cities,
      List<String> streets,
      String language) {
    this.firstNames = firstNames;
    this.lastNames = lastNames;
    this.cities = cities;
    this.streets = streets;
    this.language = language;
  }

  static Country any(Dice dice) {
    return dice.of(List.of(DE, DE, DE, FR, FR, GB, GB, PL));
  }

  String firstName(Dice dice) {
    return dice.of(firstNames);
  }

  String lastName(Dice dice) {
    return dice.of(lastNames);
  }

  String city(Dice dice) {
    return dice.of(cities);
  }

  /** Street and number, in the country's order. */
  String street(Dice dice) {
    String street = dice.of(streets);
    int number = dice.between(1, 140);
    return this == FR || this == GB ? number + " " + street : street + " " + number;
  }

  String language() {
    return language;
  }

  abstract String phone(Dice dice);

  abstract String postalCode(Dice dice);

  abstract String iban(Dice dice);
}

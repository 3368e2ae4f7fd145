package dev.gatehouse.app.demo.shop;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A support ticket's row: people write what they should not, so its text holds personal data. */
final class Ticket {
  private static final List<String> SUBJECTS =
      List.of(
          "Parcel has not arrived",
          "Refund",
          "Wrong item",
          "Change of address",
          "Payment failed",
          "Question about an order");

  private Ticket() {}

  static @Nullable Object[] row(ShopSize size, int id) {
    Dice dice = Dice.of(size.seed(), "tickets", id);
    Customer customer = Customer.of(size.seed(), 1 + dice.skewed(size.customers()));
    LocalDateTime opened =
        LocalDateTime.of(2025, 1, 2, 7, 0)
            .plusDays((long) (id - 1) * 660 / size.tickets())
            .plusMinutes(dice.below(900));
    int subject = dice.below(SUBJECTS.size());
    boolean open = opened.isAfter(LocalDateTime.of(2026, 10, 1, 0, 0)) && dice.percent(60);
    return new @Nullable Object[] {
      id,
      customer.id(),
      1 + dice.below(size.employees()),
      opened + "Z",
      open ? null : opened.plusHours(dice.between(1, 200)) + "Z",
      dice.of(List.of("e-mail", "chat", "phone")),
      dice.of(List.of("low", "normal", "normal", "high")),
      SUBJECTS.get(subject),
      body(dice, size, customer, subject)
    };
  }

  private static String body(Dice dice, ShopSize size, Customer customer, int subject) {
    int order = 1 + dice.below(size.orders());
    String phone = customer.phone() == null ? customer.country().phone(dice) : customer.phone();
    String iban = customer.iban() == null ? customer.country().iban(dice) : customer.iban();
    String text =
        switch (subject) {
          case 0 ->
              "my order %d should have come last week. Please call me on %s, I am at home in the morning."
                  .formatted(order, phone);
          case 1 ->
              "I sent order %d back. Please pay the money to %s, not to the card."
                  .formatted(order, iban);
          case 2 ->
              "order %d had another product in it. You can write to %s or call %s."
                  .formatted(order, customer.email(), phone);
          case 3 ->
              "we have moved: %s, %s %s. My number stays %s."
                  .formatted(customer.street(), customer.postalCode(), customer.city(), phone);
          case 4 ->
              "my card %s was refused although it worked yesterday. Can you take the payment by phone (%s)?"
                  .formatted(spaced(customer.cardNumber()), phone);
          default ->
              "is order %d still on its way? Answer to %s please."
                  .formatted(order, customer.email());
        };
    return "Hello,\n\n" + text + "\n\n" + customer.name();
  }

  private static String spaced(String number) {
    return number.replaceAll("(.{4})(?=.)", "$1 ");
  }
}

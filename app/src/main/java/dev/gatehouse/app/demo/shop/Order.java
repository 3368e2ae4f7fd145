package dev.gatehouse.app.demo.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order with its lines. */
record Order(int id, int customer, LocalDateTime placed, List<Line> lines) {
  private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final int DAYS = 1_035;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** One line; its number is its place in the list. */
  record Line(Product product, int quantity, int discountPercent) {
    BigDecimal amount() {
      return product
          .price()
          .multiply(BigDecimal.valueOf((long) quantity * (100 - discountPercent)))
          .divide(HUNDRED, 2, RoundingMode.HALF_EVEN);
    }
  }

  static Order of(ShopSize size, List<Product> products, int id) {
    Dice dice = Dice.of(size.seed(), "orders", id);
    int count = dice.of(List.of(1, 1, 2, 2, 2, 3, 3, 4, 4, 5));
    List<Line> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Product product = products.get(dice.skewed(products.size()));
      lines.add(
          new Line(product, dice.percent(75) ? 1 : dice.between(2, 6), dice.percent(15) ? 10 : 0));
    }
    // Later orders have higher numbers, as a shop's orders do.
    int day = (int) ((long) (id - 1) * DAYS / size.orders());
    LocalDateTime placed =
        FIRST.plusDays(day).plusMinutes(dice.between(6 * 60, 23 * 60)).plusSeconds(dice.below(60));
    return new Order(id, 1 + dice.skewed(size.customers()), placed, lines);
  }

  @Nullable Object[] row(ShopSize size) {
    Dice dice = Dice.of(size.seed(), "orders.more", id);
    boolean recent = placed.isAfter(FIRST.plusDays(DAYS - 10));
    String status =
        recent
            ? dice.of(List.of("new", "paid", "packed", "shipped"))
            : dice.of(
                List.of(
                    "delivered",
                    "delivered",
                    "delivered",
                    "delivered",
                    "delivered",
                    "delivered",
                    "returned",
                    "cancelled"));
    String campaign = dice.percent(20) ? "\"spring-sale\"" : "null";
    String gift = dice.percent(8) ? ", \"gift\": {\"greeting\": \"Happy birthday!\"}" : "";
    String device = dice.of(List.of("phone", "desktop", "tablet"));
    return new @Nullable Object[] {
      id,
      customer,
      customer,
      dice.percent(85) ? customer : null,
      placed + "Z",
      status,
      dice.of(List.of("web", "web", "web", "app", "app", "phone")),
      lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
      "{\"campaign\": " + campaign + ", \"device\": \"" + device + "\"" + gift + "}"
    };
  }

  List<@Nullable Object[]> lineRows() {
    List<@Nullable Object[]> rows = new ArrayList<>(lines.size());
    for (Line line : lines) {
      rows.add(
          new @Nullable Object[] {
            id,
            rows.size() + 1,
            line.product().id(),
            line.quantity(),
            line.product().price(),
            line.discountPercent()
          });
    }
    return rows;
  }
}

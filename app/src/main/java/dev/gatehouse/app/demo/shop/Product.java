package dev.gatehouse.app.demo.shop;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product; its price is part of it, because order lines repeat it. */
record Product(int id, String name, String category, BigDecimal price) {
  private static final List<String> MATERIALS =
      List.of("Oak", "Steel", "Linen", "Copper", "Stoneware", "Walnut", "Cotton", "Glass");
  private static final List<List<String>> THINGS =
      List.of(
          List.of("Coffee", "Grinder", "Dripper", "Kettle", "Mug", "Canister"),
          List.of("Kitchen", "Pan", "Chopping Board", "Whisk", "Bowl", "Chef's Knife"),
          List.of("Table", "Napkin Set", "Carafe", "Plate", "Cutlery Set", "Candlestick"),
          List.of("Outdoor", "Lantern", "Flask", "Camp Stove", "Blanket", "Mess Kit"),
          List.of("Baking", "Loaf Tin", "Rolling Pin", "Proofing Basket", "Cake Stand", "Scale"));

  static Product of(long seed, int id) {
    Dice dice = Dice.of(seed, "products", id);
    List<String> things = dice.of(THINGS);
    String thing = things.get(dice.between(1, things.size() - 1));
    String name = dice.of(MATERIALS) + " " + thing + " No. " + dice.between(1, 99);
    return new Product(
        id, name, things.getFirst(), BigDecimal.valueOf(dice.between(490, 24_900), 2));
  }

  @Nullable Object[] row(long seed) {
    Dice dice = Dice.of(seed, "products.more", id);
    return new @Nullable Object[] {
      id, "GH-%05d".formatted(id), name, category, price, dice.between(40, 6_000), dice.percent(6)
    };
  }
}

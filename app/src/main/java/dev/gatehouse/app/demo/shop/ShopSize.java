package dev.gatehouse.app.demo.shop;

/**
 * How much the shop holds.
 *
 * @param customers people and companies
 * @param orders each has 1 to 5 lines, 2.7 on average
 * @param products what is sold
 * @param employees who works there
 * @param tickets what customers wrote
 * @param seed the same seed gives the same shop
 */
public record ShopSize(
    int customers, int orders, int products, int employees, int tickets, long seed) {
  /** Production: more than 200,000 order lines. */
  public static ShopSize production() {
    return new ShopSize(20_000, 82_000, 1_200, 180, 6_000, 20_260_101L);
  }

  /** Staging: a tenth of it, other people. */
  public static ShopSize staging() {
    return new ShopSize(2_000, 8_000, 400, 40, 600, 77L);
  }

  /** A few rows, for tests. */
  public static ShopSize small() {
    return new ShopSize(60, 200, 40, 12, 30, 5L);
  }
}

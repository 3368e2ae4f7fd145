package dev.gatehouse.app.demo.shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An employee's row. Number 1 runs the shop; the next ones lead the departments. */
final class Employee {
  private static final List<String> DEPARTMENTS =
      List.of("Warehouse", "Support", "Buying", "Technology", "Finance");
  private static final Map<String, Integer> BASE =
      Map.of(
          "Warehouse",
          31_000,
          "Support",
          33_000,
          "Buying",
          41_000,
          "Technology",
          58_000,
          "Finance",
          49_000);

  private Employee() {}

  static @Nullable Object[] row(long seed, int id) {
    Dice dice = Dice.of(seed, "employees", id);
    Country country = Country.any(dice);
    String name = country.firstName(dice) + " " + country.lastName(dice);
    boolean head = id == 1;
    boolean lead = id > 1 && id <= 1 + DEPARTMENTS.size();
    String department = head ? "Management" : DEPARTMENTS.get((id - 2) % DEPARTMENTS.size());
    int level = dice.below(3);
    String title =
        head
            ? "Managing Director"
            : lead
                ? "Head of " + department
                : List.of("Junior", "Associate", "Senior").get(level) + ", " + department;
    Integer manager = head ? null : lead ? 1 : 2 + (id - 2) % DEPARTMENTS.size();
    int base = head ? 148_000 : BASE.getOrDefault(department, 40_000) * (lead ? 2 : 1);
    BigDecimal salary = BigDecimal.valueOf(base + level * 6_500L + dice.below(40) * 100L, 0);
    LocalDate hired = LocalDate.of(2015, 1, 1).plusDays(dice.below(4_100));
    return new @Nullable Object[] {
      id,
      name,
      "staff" + id + "@shop.example",
      title,
      department,
      manager,
      hired,
      salary.setScale(2)
    };
  }
}

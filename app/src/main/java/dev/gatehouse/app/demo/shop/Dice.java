package dev.gatehouse.app.demo.shop;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that is the same every time: a stream of its own for each row, so that rows do not depend
 * on each other.
 */
final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The stream of one row of one table. */
  static Dice of(long seed, String table, int row) {
    long mixed = seed * 0x9E3779B97F4A7C15L + table.hashCode() * 0xC2B2AE3D27D4EB4FL + row;
    return new Dice(mixed * 0xD6E8FEB86659FD93L);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** True in that many of a hundred cases. */
  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of the first more often than one of the last. */
  int skewed(int bound) {
    double x = random.nextDouble();
    return (int) (x * x * bound);
  }

  String digits(int count) {
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }
}

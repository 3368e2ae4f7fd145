package dev.gatehouse.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void aStarStandsForAnyCharacters() {
    assertThat(new Glob("*").matches("")).isTrue();
    assertThat(new Glob("order*").matches("order_lines")).isTrue();
    assertThat(new Glob("*_old").matches("orders_old")).isTrue();
    assertThat(new Glob("a*b*c").matches("a-b-b-c")).isTrue();
    assertThat(new Glob("orders").matches("Orders")).isFalse();
    assertThat(new Glob("orders").matches("orders2")).isFalse();
  }

  /** Against all names of a small alphabet: neither relation is ever wrongly true or false. */
  @Test
  void coveringAndOverlappingSayWhatTheNamesSay() {
    Random random = new Random(20261120);
    List<String> names = names();
    for (int i = 0; i < 3_000; i++) {
      Glob left = new Glob(pattern(random));
      Glob right = new Glob(pattern(random));
      boolean overlap = names.stream().anyMatch(n -> left.matches(n) && right.matches(n));
      boolean within = names.stream().filter(right::matches).allMatch(left::matches);
      assertThat(left.overlaps(right)).as(left + " " + right).isEqualTo(overlap);
      if (left.covers(right)) {
        assertThat(within).as(left + " covers " + right).isTrue();
      }
    }
  }

  @Test
  void strictestIsCommutativeAndNeverShowsMore() {
    for (MaskKind left : MaskKind.values()) {
      assertThat(MaskStrictness.strictest(left, left)).isEqualTo(left);
      assertThat(MaskStrictness.strictest(left, MaskKind.NONE)).isEqualTo(left);
      assertThat(MaskStrictness.strictest(left, MaskKind.NULL)).isEqualTo(MaskKind.NULL);
      for (MaskKind right : MaskKind.values()) {
        MaskKind both = MaskStrictness.strictest(left, right);
        assertThat(both).isEqualTo(MaskStrictness.strictest(right, left));
        assertThat(MaskStrictness.strictest(both, left)).isEqualTo(both);
        for (MaskKind third : MaskKind.values()) {
          assertThat(MaskStrictness.strictest(both, third))
              .isEqualTo(MaskStrictness.strictest(left, MaskStrictness.strictest(right, third)));
        }
      }
    }
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder();
    int length = random.nextInt(5);
    for (int i = 0; i < length; i++) {
      pattern.append("ab*".charAt(random.nextInt(3)));
    }
    return pattern.toString();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(""));
    for (int from = 0, length = 0; length < 8; length++) {
      int to = names.size();
      for (; from < to; from++) {
        names.add(names.get(from) + "a");
        names.add(names.get(from) + "b");
      }
    }
    return names;
  }
}

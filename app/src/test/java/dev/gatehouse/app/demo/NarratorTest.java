package dev.gatehouse.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private final StringWriter told = new StringWriter();

  @Test
  void colourIsForTerminalsWhosePersonDidNotAskForNone() {
    assertThat(Narrator.colourful(Map.of(), true)).isTrue();
    assertThat(Narrator.colourful(Map.of("NO_COLOR", ""), true)).isTrue();
    assertThat(Narrator.colourful(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(Narrator.colourful(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(Narrator.colourful(Map.of(), false)).isFalse();
  }

  @Test
  void afterAHushNothingIsSaid() {
    Narrator narrator = new Narrator(new PrintWriter(told), true);
    narrator.step("One");
    narrator.hush();
    narrator.bad("Two");
    assertThat(told.toString()).contains("\u001B[1m 1  One").doesNotContain("Two");
  }
}

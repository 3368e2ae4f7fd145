package dev.gatehouse.app.demo;

import java.io.PrintWriter;
import java.util.Map;

/** Tells the journey on a terminal: numbered steps, what came of each, and why. */
final class Narrator {
  private final PrintWriter out;
  private final boolean colour;
  private int step;
  private volatile boolean silent;

  Narrator(PrintWriter out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** Colour where a person looks at a terminal and did not ask for none (https://no-color.org). */
  static boolean colourful(Map<String, String> environment, boolean terminal) {
    return terminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  void title(String text) {
    line(bold(text));
  }

  /** Begins a step. */
  void step(String text) {
    step++;
    line("");
    line(bold("%2d  %s".formatted(step, text)));
  }

  /** Something that is as it should be. */
  void good(String text) {
    line("    " + paint("32", "✓") + " " + text);
  }

  /** Something that went wrong. */
  void bad(String text) {
    line("    " + paint("31", "✗ " + text));
  }

  /** What a person typed or was asked. */
  void typed(String text) {
    line("    " + paint("36", text));
  }

  /** Why, and other things beside the point. */
  void aside(String text) {
    line("      " + paint("2", text));
  }

  void blank() {
    line("");
  }

  /** Raw lines of a table. */
  void plain(String text) {
    line("      " + text);
  }

  /** How many steps have begun. */
  int steps() {
    return step;
  }

  /** Says nothing more, because the process is ending. */
  void hush() {
    silent = true;
  }

  String masked(String text) {
    return paint("35", text);
  }

  String bold(String text) {
    return paint("1", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }

  private void line(String text) {
    if (!silent) {
      out.println(text);
      out.flush();
    }
  }
}

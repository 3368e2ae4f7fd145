package dev.gatehouse.app.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A terminal whose output a test reads. */
final class RecordedTerminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  final Terminal terminal;

  RecordedTerminal(Map<String, String> environment) {
    this(environment, "", false);
  }

  RecordedTerminal(Map<String, String> environment, String input, boolean interactive) {
    this.terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            interactive,
            environment);
  }

  /** The same terminal with other environment variables. */
  Terminal with(Map<String, String> environment) {
    return new Terminal(
        terminal.in(), terminal.out(), terminal.err(), terminal.interactive(), environment);
  }

  String out() {
    terminal.out().flush();
    return out.toString();
  }

  String err() {
    terminal.err().flush();
    return err.toString();
  }
}

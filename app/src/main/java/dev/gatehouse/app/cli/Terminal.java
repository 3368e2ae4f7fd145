package dev.gatehouse.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * What a command reads and writes.
 *
 * @param in standard input
 * @param out answers
 * @param err everything said to a person beside the answer
 * @param interactive whether a person sits at it, so that it may ask
 * @param environment the environment variables
 */
record Terminal(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Map<String, String> environment) {

  /** The process's own. */
  static Terminal system() {
    return new Terminal(
        System.in,
        writer(System.out),
        writer(System.err),
        System.console() != null && System.console().isTerminal(),
        Map.copyOf(System.getenv()));
  }

  /** Says one sentence to the person. */
  void say(String sentence) {
    err.println(TextWidth.printable(sentence));
    err.flush();
  }

  /** Asks and reads one line; an empty text at the end of the input. */
  String ask(String question) throws IOException {
    err.print(TextWidth.printable(question) + " ");
    err.flush();
    String line =
        new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
    return line == null ? "" : line.strip();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, /* autoFlush= */ false, stream.charset());
  }
}

package dev.gatehouse.core.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Statements of a resource: one a line, under headings that start with a hash and a space. */
final class Corpus {
  /** One line. */
  record Case(String heading, int line, String sql) {
    @Override
    public String toString() {
      return "line " + line + ": " + sql;
    }
  }

  private Corpus() {}

  static List<Case> read(String resource) {
    List<Case> cases = new ArrayList<>();
    String heading = "";
    int number = 0;
    for (String line : text(resource).lines().toList()) {
      number++;
      if (line.startsWith("# ")) {
        heading = line.substring(2);
      } else if (!line.isBlank()) {
        cases.add(new Case(heading, number, line));
      }
    }
    return cases;
  }

  static String text(String resource) {
    try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no resource " + resource + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

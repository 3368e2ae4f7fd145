package dev.gatehouse.core.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The collected statements, one a line; lines that start with # are titles. */
final class StatementFiles {
  private StatementFiles() {}

  static List<String> honest() {
    return lines("/honest/postgresql.txt");
  }

  static List<String> attacks() {
    return lines("/attacks/postgresql.txt");
  }

  static String resource(String name) {
    try (InputStream in = StatementFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(String name) {
    return resource(name)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("# "))
        .toList();
  }
}

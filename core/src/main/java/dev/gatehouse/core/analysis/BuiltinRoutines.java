package dev.gatehouse.core.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The reviewed lists of built-in routines; their first lines say what is listed and why. */
final class BuiltinRoutines {
  private static final Map<String, RoutineKind> POSTGRESQL = read("postgresql-routines.txt");
  private static final Map<String, RoutineKind> MARIADB = read("mariadb-routines.txt");
  private static final Map<String, RoutineKind> MYSQL = read("mysql-routines.txt");

  private BuiltinRoutines() {}

  /** Names, without a schema, to kinds. */
  static Map<String, RoutineKind> postgresql() {
    return POSTGRESQL;
  }

  /** Those that MySQL has besides MariaDB's. */
  static Map<String, RoutineKind> mysql() {
    return MYSQL;
  }

  /** Those of MariaDB; names in lower case to kinds. */
  static Map<String, RoutineKind> mariadb() {
    return MARIADB;
  }

  private static Map<String, RoutineKind> read(String resource) {
    Map<String, RoutineKind> kinds = new HashMap<>();
    try (InputStream stream = BuiltinRoutines.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, resource), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          int colon = line.indexOf(':');
          RoutineKind kind = RoutineKind.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
          for (String name : line.substring(colon + 1).strip().split(" +")) {
            kinds.put(name, kind);
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Map.copyOf(kinds);
  }
}

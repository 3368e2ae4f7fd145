package dev.gatehouse.control.minting;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The one place that puts names and texts into SQL. PostgreSQL takes no parameters in GRANT and
 * CREATE ROLE, so everything is quoted here, whatever it holds.
 */
final class Sql {
  /** NAMEDATALEN - 1; the server cuts longer names silently, so they are refused. */
  private static final int MOST_NAME_BYTES = 63;

  private static final Pattern PLAIN_LITERAL = Pattern.compile("[A-Za-z0-9+/=$:._ -]*");

  private Sql() {}

  /**
   * A delimited identifier.
   *
   * @throws IllegalArgumentException where no PostgreSQL name can be of that form
   */
  static String name(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A name in PostgreSQL is not empty and holds no NUL.");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
      throw new IllegalArgumentException("A name in PostgreSQL has at most 63 bytes.");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("A name in PostgreSQL is valid Unicode.");
    }
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A qualified name, both parts delimited. */
  static String name(String schema, String relation) {
    return name(schema) + "." + name(relation);
  }

  /**
   * A literal of our own making: verifiers and instants need no character that could end or escape
   * it, so any other is refused.
   */
  static String literal(String text) {
    if (!PLAIN_LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException("A literal holds a character that none of ours needs.");
    }
    return "'" + text + "'";
  }

  /** An instant as {@code timestamptz} reads it. */
  static String literal(Instant instant) {
    return literal(instant.toString().replace("T", " ").replace("Z", "+00"));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}

package dev.gatehouse.control.minting;

import dev.gatehouse.core.catalog.RelationName;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The one place that puts names and texts into MariaDB's and MySQL's SQL, quoted in any mode. */
final class MariaDbSql {
  private static final int MOST_NAME_CHARACTERS = 64;
  private static final Pattern PLAIN_LITERAL = Pattern.compile("[A-Za-z0-9*_-]*");
  private static final Pattern ACCOUNT = Pattern.compile("gh_(try_)?[0-9a-f]{16}_[ps]");

  private MariaDbSql() {}

  /**
   * A delimited identifier.
   *
   * @throws IllegalArgumentException where no name of the server can be of that form
   */
  static String name(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A name in MariaDB is not empty and holds no NUL.");
    }
    if (name.codePointCount(0, name.length()) > MOST_NAME_CHARACTERS) {
      throw new IllegalArgumentException("A name in MariaDB has at most 64 characters.");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("A name in MariaDB is valid Unicode.");
    }
    return "`" + name.replace("`", "``") + "`";
  }

  /** A qualified name, both parts delimited. */
  static String table(RelationName relation) {
    return name(relation.schema()) + "." + name(relation.name());
  }

  /** An account of a grant, from wherever its holder connects. */
  static String account(String name) {
    if (!ACCOUNT.matcher(name).matches()) {
      throw new IllegalArgumentException("This is no name of a grant's account.");
    }
    return "`" + name + "`@`%`";
  }

  /** A literal of our own making: hashes and passwords need no character that could end it. */
  static String literal(String text) {
    if (!PLAIN_LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException("A literal holds a character that none of ours needs.");
    }
    return "'" + text + "'";
  }
}

package dev.gatehouse.control.minting;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code SHOW GRANTS FOR PUBLIC}. A fresh MariaDB opens the databases {@code test} and
 * {@code test_%} to everybody, which concerns nobody else's tables.
 */
final class PublicGrant {
  private static final Pattern ON =
      Pattern.compile(
          " ON (?:(?:TABLE|PROCEDURE|FUNCTION|PACKAGE(?: BODY)?) )?`((?:[^`]|``)*)`\\.");
  private static final Pattern WILD = Pattern.compile("\\\\+([_%\\\\])|([_%])");

  private PublicGrant() {}

  /**
   * Whether it gives something in one of those databases; yes for a line that is not understood.
   */
  static boolean reaches(String line, Collection<String> databases) {
    Matcher on = ON.matcher(line);
    if (!on.find()) {
      return true;
    }
    Pattern database = like(on.group(1).replace("``", "`"));
    return databases.stream()
        .anyMatch(name -> database.matcher(name.toLowerCase(Locale.ROOT)).matches());
  }

  /** The server takes the name of a database in a grant for a pattern of LIKE. */
  private static Pattern like(String pattern) {
    StringBuilder regex = new StringBuilder();
    Matcher wild = WILD.matcher(pattern.toLowerCase(Locale.ROOT));
    int at = 0;
    while (wild.find()) {
      regex.append(Pattern.quote(pattern.toLowerCase(Locale.ROOT).substring(at, wild.start())));
      if (wild.group(1) != null) {
        regex.append(Pattern.quote(wild.group(1)));
      } else {
        regex.append(wild.group(2).equals("%") ? ".*" : ".");
      }
      at = wild.end();
    }
    regex.append(Pattern.quote(pattern.toLowerCase(Locale.ROOT).substring(at)));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}

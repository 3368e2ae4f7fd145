package dev.gatehouse.core.execution.jdbc;

import dev.gatehouse.core.catalog.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URLs of data sources, and connections to them. An option of a MariaDB URL could undo what
 * Gatehouse relies on ({@code allowMultiQueries}, {@code allowLocalInfile}, {@code
 * sessionVariables}), so only options about TLS are taken from it.
 */
public final class JdbcUrls {
  private static final Pattern MARIADB =
      Pattern.compile("jdbc:(?:mariadb|mysql)://([^/?,()]+)/([^?]*)(?:\\?(.*))?", Pattern.DOTALL);
  private static final Set<String> OPTIONS =
      Set.of(
          "sslmode",
          "serversslcert",
          "keystore",
          "keystorepassword",
          "keystoretype",
          "truststore",
          "truststorepassword",
          "truststoretype",
          "enabledsslprotocolsuites",
          "enabledsslciphersuites",
          "disablesslhostnameverification");

  /** Connector/J's options that make it send what it is given, and say what it is told. */
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("allowMultiQueries", "false"),
          Map.entry("allowLocalInfile", "false"),
          Map.entry("allowPublicKeyRetrieval", "false"),
          Map.entry("autoReconnect", "false"),
          Map.entry("dumpQueriesOnException", "false"),
          Map.entry("geometryDefaultType", "default"),
          Map.entry("includeInnodbStatusInDeadlockExceptions", "false"),
          Map.entry("includeThreadDumpInDeadlockExceptions", "false"),
          Map.entry("jdbcCompliantTruncation", "true"),
          Map.entry("tcpKeepAlive", "true"),
          Map.entry("tinyInt1isBit", "false"),
          Map.entry("transformedBitIsBoolean", "false"),
          Map.entry("useServerPrepStmts", "false"),
          Map.entry("yearIsDateType", "false"));

  private JdbcUrls() {}

  /**
   * The kind of server that a URL names; MARIADB for {@code jdbc:mysql:} too, since only a
   * connection tells the two apart.
   *
   * @throws IllegalArgumentException with one sentence where there is none for it
   */
  public static Dialect family(String jdbcUrl) {
    if (jdbcUrl.startsWith("jdbc:postgresql:")) {
      return Dialect.POSTGRESQL;
    }
    if (jdbcUrl.startsWith("jdbc:mariadb:") || jdbcUrl.startsWith("jdbc:mysql:")) {
      return Dialect.MARIADB;
    }
    throw new IllegalArgumentException(
        "The URL must begin with jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:.");
  }

  /**
   * Connects.
   *
   * @param extra further options of the driver; those that Gatehouse relies on win
   * @throws SQLException where the server cannot be reached or refuses
   * @throws IllegalArgumentException with one sentence where the URL cannot be used
   */
  public static Connection connect(
      String jdbcUrl, String user, String password, Map<String, String> extra) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(extra);
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    String url =
        switch (family(jdbcUrl)) {
          case POSTGRESQL -> jdbcUrl;
          case MARIADB, MYSQL -> mariaDb(jdbcUrl, properties);
        };
    return DriverManager.getConnection(url, properties);
  }

  /** The URL without its options, which go to the properties where they are allowed. */
  private static String mariaDb(String jdbcUrl, Properties properties) {
    Matcher parts = MARIADB.matcher(jdbcUrl);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "The URL must name one server and a database: jdbc:mariadb://host:port/database.");
    }
    String options = parts.group(3);
    if (options != null && !options.isEmpty()) {
      options(options).forEach(properties::setProperty);
    }
    properties.putAll(FIXED);
    return "jdbc:mariadb://" + parts.group(1) + "/" + parts.group(2);
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new TreeMap<>();
    for (String option : text.split("&", -1)) {
      List<String> pair = Arrays.asList(option.split("=", 2));
      if (pair.size() != 2 || !OPTIONS.contains(pair.getFirst().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "The URL's option '" + pair.getFirst() + "' is not supported; remove it.");
      }
      options.put(pair.getFirst(), pair.getLast());
    }
    return options;
  }
}

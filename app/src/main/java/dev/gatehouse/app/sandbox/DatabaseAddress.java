package dev.gatehouse.app.sandbox;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.catalog.Dialect;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database as a JDBC URL names it.
 *
 * @param family the kind of server; MARIADB for {@code jdbc:mysql:} too, since only a connection
 *     tells the two apart
 * @param host its server
 * @param port its server's port
 * @param database its name
 * @param sslMode pgjdbc's {@code sslmode}
 * @param user the account in the URL, if any
 * @param password the password in the URL, if any; never printed
 */
public record DatabaseAddress(
    Dialect family,
    String host,
    int port,
    String database,
    String sslMode,
    Optional<String> user,
    Optional<String> password) {
  private static final Pattern REMOTE =
      Pattern.compile(
          "jdbc:(postgresql|mariadb|mysql)://(\\[[0-9a-fA-F:.]+]|[^/:?,\\[\\]()]*)"
              + "(?::(\\d{1,5}))?(?:/([^?]*))?(?:\\?(.*))?");
  private static final Pattern POSTGRESQL_LOCAL =
      Pattern.compile("jdbc:postgresql:([^/?]*)(?:\\?(.*))?");

  /** What says nothing of which database is meant or how it is secured. */
  private static final Set<String> WITHOUT_MEANING_HERE =
      Set.of(
          "ApplicationName",
          "assumeMinServerVersion",
          "binaryTransfer",
          "connectTimeout",
          "defaultRowFetchSize",
          "loginTimeout",
          "prepareThreshold",
          "reWriteBatchedInserts",
          "socketTimeout",
          "tcpKeepAlive",
          "stringtype");

  /** The same of Connector/J's and MySQL's drivers; what they set, Gatehouse pins by itself. */
  private static final Set<String> WITHOUT_MEANING_ON_MARIADB =
      Set.of(
          "allowPublicKeyRetrieval",
          "autoReconnect",
          "characterEncoding",
          "connectTimeout",
          "permitMysqlScheme",
          "serverTimezone",
          "socketTimeout",
          "tcpKeepAlive",
          "timezone",
          "useUnicode",
          "useServerPrepStmts");

  public DatabaseAddress {
    Objects.requireNonNull(family);
    Objects.requireNonNull(host);
    Objects.requireNonNull(database);
    Objects.requireNonNull(sslMode);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
  }

  /**
   * Reads {@code jdbc:postgresql://host:port/database?sslmode=…}, and the same of {@code
   * jdbc:mariadb:} and {@code jdbc:mysql:}.
   *
   * @throws GatehouseException where it is no such URL, or holds something that would be ignored
   */
  public static DatabaseAddress parse(String url) throws GatehouseException {
    Matcher remote = REMOTE.matcher(url);
    if (remote.matches()) {
      Dialect family = group(remote, 1).equals("postgresql") ? Dialect.POSTGRESQL : Dialect.MARIADB;
      return of(family, group(remote, 2), group(remote, 3), group(remote, 4), group(remote, 5));
    }
    Matcher local = POSTGRESQL_LOCAL.matcher(url);
    if (local.matches()) {
      return of(Dialect.POSTGRESQL, "", "", group(local, 1), group(local, 2));
    }
    throw bad(
        "This is no JDBC URL of one database on a server that Gatehouse knows; use"
            + " jdbc:postgresql://host:port/database or jdbc:mariadb://host:port/database.");
  }

  private static DatabaseAddress of(
      Dialect family, String host, String port, String database, String query)
      throws GatehouseException {
    String sslMode = "prefer";
    Optional<String> user = Optional.empty();
    Optional<String> password = Optional.empty();
    for (String parameter : query.split("&")) {
      String name = parameter.split("=", 2)[0];
      String value = parameter.contains("=") ? decoded(parameter.split("=", 2)[1]) : "";
      switch (name) {
        case "" -> {}
        case "sslmode", "sslMode" -> sslMode = sslMode(value);
        case "ssl", "useSSL", "useSsl" -> sslMode = value.equals("false") ? sslMode : "verify-full";
        case "user" -> user = Optional.of(value);
        case "password" -> password = Optional.of(value);
        default -> {
          if (!withoutMeaning(family).contains(name)) {
            throw bad(
                "The JDBC URL's parameter '"
                    + name
                    + "' is not known to this command; leave it out.");
          }
        }
      }
    }
    String name = decoded(database);
    if (name.isEmpty()) {
      throw bad("The JDBC URL names no database; write it after the port: //host:port/database.");
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new DatabaseAddress(
        family,
        bare.isEmpty() ? "localhost" : bare,
        port(family, port),
        name,
        sslMode,
        user,
        password);
  }

  private static Set<String> withoutMeaning(Dialect family) {
    return switch (family) {
      case POSTGRESQL -> WITHOUT_MEANING_HERE;
      case MARIADB, MYSQL -> WITHOUT_MEANING_ON_MARIADB;
    };
  }

  private static int port(Dialect family, String digits) throws GatehouseException {
    int usual =
        switch (family) {
          case POSTGRESQL -> 5432;
          case MARIADB, MYSQL -> 3306;
        };
    int port = digits.isEmpty() ? usual : Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw bad("The JDBC URL's port is no port; use one from 1 to 65535.");
    }
    return port;
  }

  private static String sslMode(String value) throws GatehouseException {
    if (value.equals("trust")) {
      return "require";
    }
    if (Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
        .contains(value)) {
      return value;
    }
    throw bad(
        "The JDBC URL's sslmode is none of disable, allow, prefer, require, verify-ca,"
            + " verify-full.");
  }

  private static String decoded(String text) throws GatehouseException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("The JDBC URL holds a % that is no escape; write it as %25.");
    }
  }

  private static String group(Matcher matcher, int number) {
    String found = matcher.group(number);
    return found == null ? "" : found;
  }

  private static GatehouseException bad(String sentence) {
    return new GatehouseException(Kind.BAD_INPUT, sentence);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }
}

package dev.gatehouse.control.config;

import dev.gatehouse.core.catalog.DataSourceId;
import java.util.Objects;

/**
 * A data source and the account that mints roles in it.
 *
 * @param id name, environment, dialect and database
 * @param title what people read
 * @param host its server, as clients reach it
 * @param port its server's port
 * @param sslMode {@code disable}, {@code require}, {@code verify-full}, as pgjdbc's {@code sslmode}
 * @param minterUser an account without superuser (docs/operators.md)
 * @param minterPassword its password
 */
public record SourceConfig(
    DataSourceId id,
    String title,
    String host,
    int port,
    String sslMode,
    String minterUser,
    Secret minterPassword) {
  public SourceConfig {
    Objects.requireNonNull(id);
    Objects.requireNonNull(title);
    Objects.requireNonNull(host);
    Objects.requireNonNull(sslMode);
    Objects.requireNonNull(minterUser);
    Objects.requireNonNull(minterPassword);
  }

  /** Where a client connects with minted credentials. */
  public String jdbcUrl() {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    String place = bracketed + ":" + port + "/" + encoded();
    return switch (id.dialect()) {
      case POSTGRESQL -> "jdbc:postgresql://" + place + "?sslmode=" + sslMode;
      case MARIADB, MYSQL -> "jdbc:mariadb://" + place + "?sslMode=" + connectorSslMode();
    };
  }

  /** Connector/J's words; it has none for encrypting only where the server happens to offer it. */
  private String connectorSslMode() {
    return switch (sslMode) {
      case "require" -> "trust";
      case "verify-ca", "verify-full" -> sslMode;
      default -> "disable";
    };
  }

  private String encoded() {
    return java.net.URLEncoder.encode(id.database(), java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }
}

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
 * @param sslMode pgjdbc's {@code sslmode}: {@code disable}, {@code require}, {@code verify-full}
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
    return "jdbc:postgresql://" + bracketed + ":" + port + "/" + encoded() + "?sslmode=" + sslMode;
  }

  private String encoded() {
    return java.net.URLEncoder.encode(id.database(), java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }
}

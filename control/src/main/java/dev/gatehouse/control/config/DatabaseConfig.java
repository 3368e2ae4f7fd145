package dev.gatehouse.control.config;

import java.util.Objects;

/**
 * The service's own PostgreSQL database; its schema is made there at start.
 *
 * @param jdbcUrl such as {@code jdbc:postgresql://127.0.0.1:5432/gatehouse}
 * @param user owner of the schema
 * @param password the user's
 */
public record DatabaseConfig(String jdbcUrl, String user, Secret password) {
  public DatabaseConfig {
    Objects.requireNonNull(jdbcUrl);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
  }
}

package dev.gatehouse.core.catalog;

import java.util.Objects;

/**
 * A data source as people and policies name it.
 *
 * @param name its unique short name, such as {@code shop-production}
 * @param environment what it is for
 * @param dialect how its server reads SQL
 * @param database the database's name on its server
 */
public record DataSourceId(String name, Environment environment, Dialect dialect, String database) {
  public DataSourceId {
    Objects.requireNonNull(name);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(dialect);
    Objects.requireNonNull(database);
  }
}

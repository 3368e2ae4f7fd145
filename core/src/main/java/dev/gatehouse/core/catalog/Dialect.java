package dev.gatehouse.core.catalog;

/** The SQL dialect of a data source's server. */
public enum Dialect {
  POSTGRESQL,
  MARIADB,
  MYSQL
}

package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.execution.jdbc.JdbcUrls;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Connections with the minting account; made for one piece of work and closed after it. */
final class SourceConnections {
  private static final Map<String, String> POSTGRESQL =
      Map.of(
          "ApplicationName", "gatehouse-control",
          "connectTimeout", "5",
          "loginTimeout", "5",
          "socketTimeout", "30",
          "logServerErrorDetail", "false");

  /** Milliseconds here. */
  private static final Map<String, String> MARIADB =
      Map.of(
          "connectionAttributes", "program_name:gatehouse-control",
          "connectTimeout", "5000",
          "socketTimeout", "30000");

  private SourceConnections() {}

  static Connection open(SourceConfig source) throws SQLException {
    Map<String, String> options =
        switch (source.id().dialect()) {
          case POSTGRESQL -> POSTGRESQL;
          case MARIADB, MYSQL -> MARIADB;
        };
    return JdbcUrls.connect(
        source.jdbcUrl(), source.minterUser(), source.minterPassword().reveal(), options);
  }
}

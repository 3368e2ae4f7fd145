package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections with the minting account; made for one piece of work and closed after it. */
final class SourceConnections {
  private SourceConnections() {}

  static Connection open(SourceConfig source) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", source.minterUser());
    properties.setProperty("password", source.minterPassword().reveal());
    properties.setProperty("ApplicationName", "gatehouse-control");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("logServerErrorDetail", "false");
    return DriverManager.getConnection(source.jdbcUrl(), properties);
  }
}

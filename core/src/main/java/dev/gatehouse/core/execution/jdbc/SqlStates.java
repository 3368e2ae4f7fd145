package dev.gatehouse.core.execution.jdbc;

import java.sql.SQLException;

/**
 * One vocabulary of SQLSTATEs for all servers, PostgreSQL's. MariaDB and MySQL say {@code HY000} or
 * {@code 42000} for much that it tells apart, so there their error number decides (MariaDB
 * documentation, "MariaDB error codes"; MySQL error reference).
 */
public final class SqlStates {
  private SqlStates() {}

  /** The five characters; {@code 08006} where the driver named none. */
  public static String of(SQLException e) {
    String state = e.getSQLState();
    return switch (e.getErrorCode()) {
      case 1044, 1142, 1143, 1227, 1370, 1410 -> "42501"; // access, command, column, routine denied
      case 1045, 1698, 1820, 1862, 3118, 4151 -> "28000"; // password wrong or over, account locked
      case 1040, 1203, 1226 -> "53300"; // too many connections
      case 1317, 1969, 3024 -> "57014"; // interrupted, took too long
      case 1053, 1927, 4031 -> "57P01"; // shutdown, connection killed, idle for too long
      case 1205, 3572 -> "55P03"; // no lock in time
      case 1105 -> "22000"; // an unnamed error, such as EXTRACTVALUE's about its own argument
      case 1365 -> "22012"; // division by zero
      case 1264, 1690 -> "22003"; // out of range
      case 1265, 1292, 1366, 1411 -> "22007"; // a value of the wrong form
      case 1406 -> "22001"; // too long
      case 1242 -> "21000"; // a scalar subquery of several rows
      default -> state == null || state.length() != 5 ? "08006" : state;
    };
  }
}

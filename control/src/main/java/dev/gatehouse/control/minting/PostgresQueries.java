package dev.gatehouse.control.minting;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between versions of PostgreSQL. */
final class PostgresQueries {
  private static final int ADMIN_OF_CREATED_ROLES = 16;

  private PostgresQueries() {}

  /**
   * The grants' roles that the minting account may end. From 16 on a CREATEROLE account administers
   * only what it made, so the roles of another control service are left alone.
   */
  static String administered(Connection connection) throws SQLException {
    String all =
        "SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname ~ '^gh_[0-9a-f]{16}_[ps]$'";
    if (major(connection) < ADMIN_OF_CREATED_ROLES) {
      return all;
    }
    return all
        + " AND EXISTS (SELECT FROM pg_catalog.pg_auth_members m WHERE m.roleid = r.oid"
        + " AND m.member = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER)"
        + " AND m.admin_option)";
  }

  /** Without it, from 16 on, the minting account could not reassign or terminate what it made. */
  static void inheritCreatedRoles(Connection connection) throws SQLException {
    if (major(connection) >= ADMIN_OF_CREATED_ROLES) {
      Sql.execute(connection, "SET createrole_self_grant = 'set, inherit'");
    }
  }

  /** Before 16 there is no such setting, and a CREATEROLE account may join any plain role. */
  static void joinCreatedRole(Connection connection, String quotedRole) throws SQLException {
    if (major(connection) < ADMIN_OF_CREATED_ROLES) {
      Sql.execute(connection, "GRANT " + quotedRole + " TO CURRENT_USER");
    }
  }

  private static int major(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion();
  }
}

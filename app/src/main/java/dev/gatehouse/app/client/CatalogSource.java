package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.ActivatedGrant;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.execution.jdbc.catalog.JdbcCatalogReader;
import dev.gatehouse.core.grant.Grant;
import java.sql.SQLException;

/**
 * Reads a data source's schema: on PostgreSQL under the plain role of the grant; on MariaDB and
 * MySQL, which hide from a grant's accounts the definitions of the views that they may read, from
 * the control service.
 */
record CatalogSource(ControlApi api, Grant grant, ActivatedGrant activated) {
  /** The schema now. */
  CatalogSnapshot read() throws GatehouseException {
    return switch (grant.source().dialect()) {
      case POSTGRESQL -> underThePlainRole();
      case MARIADB, MYSQL -> api.schema(grant.id()).snapshot();
    };
  }

  private CatalogSnapshot underThePlainRole() throws GatehouseException {
    try {
      return JdbcCatalogReader.read(
          activated.jdbcUrl(), activated.plain().user(), activated.plain().password());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The same for the pipeline, which ends the session where it fails. */
  CatalogSnapshot again() {
    try {
      return read();
    } catch (GatehouseException e) {
      throw new IllegalStateException("The schema cannot be read again.", e);
    }
  }

  private GatehouseException failed(SQLException e) {
    DataSourceId source = grant.source();
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("28")) {
      return new GatehouseException(
          Kind.NO_GRANT,
          "The database of "
              + source.name()
              + " does not accept your grant's role, which may just have ended; connect again.",
          e);
    }
    if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57")) {
      return new GatehouseException(
          Kind.DATABASE_UNREACHABLE,
          "The database of "
              + source.name()
              + " does not answer; try again, and tell its operator if it stays so.",
          e);
    }
    return new GatehouseException(
        Kind.FAULT,
        "The schema of " + source.name() + " cannot be read (" + state + "); tell its operator.",
        e);
  }
}

package dev.gatehouse.core.suite;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.decision.RelationPrivileges;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The server under a laboratory: a fresh database of its own, and what is written otherwise there.
 */
interface LabServer {
  Dialect dialect();

  /** The database's name as a grant has it. */
  String databaseName();

  String jdbcUrl();

  /** Runs scripts as the owner. */
  void execute(String... scripts) throws SQLException;

  /** As the owner, unqualified names meaning the laboratory's. */
  Connection connect() throws SQLException;

  /** Makes the account, where it is not there, and gives it the privileges of one of the roles. */
  void mint(String account, String password, List<RelationPrivileges> privileges, boolean sensitive)
      throws SQLException;

  /** The schema as a session is given it. */
  CatalogSnapshot catalog(String account, String password) throws SQLException;
}

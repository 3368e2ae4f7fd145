package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.decision.RelationPrivileges;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a kind of server does for a grant's two accounts, over a connection of the minting account.
 * Every step may be done again. Thread-safe.
 */
sealed interface Accounts permits PostgresAccounts, MariaDbAccounts {
  /** For a source's kind of server. */
  static Accounts of(SourceConfig source) {
    return switch (source.id().dialect()) {
      case POSTGRESQL -> new PostgresAccounts();
      case MARIADB -> new MariaDbAccounts(AccountSql.MARIADB);
      case MYSQL -> new MariaDbAccounts(AccountSql.MYSQL);
    };
  }

  /**
   * Makes both accounts with their privileges, or gives existing ones new passwords and the
   * privileges of now.
   *
   * @throws SQLException where it failed; then neither account can be used, or both are as before
   * @throws MintingException where the server is open in a way that the accounts would inherit
   */
  void mint(
      Connection connection,
      SourceConfig source,
      MintedRoles minted,
      Instant until,
      List<RelationPrivileges> privileges)
      throws SQLException, MintingException;

  /**
   * No new sessions, then no open ones, then no account.
   *
   * @return whether both are gone
   */
  boolean end(Connection connection, GrantRoles roles) throws SQLException;

  /** The names of grants' accounts on the server that this minting account looks after. */
  Set<String> administered(Connection connection) throws SQLException;

  /** The names of sandboxes' accounts on the server. */
  Set<String> sandboxes(Connection connection) throws SQLException;

  /** Holds a lock, named by 16 hexadecimal digits, for as long as the connection lives. */
  void hold(Connection connection, String digits) throws SQLException;

  /** Whether any connection holds that lock. */
  boolean held(Connection connection, String digits) throws SQLException;
}

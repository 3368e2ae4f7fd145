package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import dev.gatehouse.core.decision.RelationPrivileges;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Mints the two roles of a grant: either both stand with all their privileges, or neither can be
 * used. Doing it again gives new passwords and the privileges of now. Thread-safe.
 */
public final class RoleMinter {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 32;

  /**
   * Mints, or mints anew.
   *
   * @param source where
   * @param roles the names
   * @param until the grant's end; on PostgreSQL no session begins after it, on MariaDB and MySQL
   *     {@link RoleEnder} alone ends them
   * @param privileges what the roles may do
   * @throws MintingException where it failed; then nothing changed, or on MariaDB and MySQL, which
   *     know no transaction for this, neither role can log in
   */
  public MintedRoles mint(
      SourceConfig source, GrantRoles roles, Instant until, List<RelationPrivileges> privileges)
      throws MintingException {
    MintedRoles minted = new MintedRoles(roles, password(), password());
    try (Connection connection = SourceConnections.open(source)) {
      Accounts.of(source).mint(connection, source, minted, until, privileges);
      return minted;
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "mint a grant's roles", root(e));
    }
  }

  private static SQLException root(SQLException e) {
    return e.getNextException() == null ? e : e.getNextException();
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

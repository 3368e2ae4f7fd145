package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Ends roles: no new sessions, then no open ones, then no role. Every step may be done again.
 * Thread-safe.
 */
public final class RoleEnder {
  /**
   * Ends both roles of a grant. Where they are gone already, nothing happens.
   *
   * @return whether they are gone; false where another database of the same server still gives them
   *     privileges, so that they must be ended there as well
   * @throws MintingException where their sessions or they may still be there
   */
  public boolean end(SourceConfig source, GrantRoles roles) throws MintingException {
    try (Connection connection = SourceConnections.open(source)) {
      return Accounts.of(source).end(connection, roles);
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "remove a grant's roles", e);
    }
  }

  /**
   * The grants of which roles are on the server that this minting account administers.
   *
   * @throws MintingException where the server does not tell
   */
  public Set<String> grantsWithRoles(SourceConfig source) throws MintingException {
    try (Connection connection = SourceConnections.open(source)) {
      Set<String> ids = new LinkedHashSet<>();
      for (String name : Accounts.of(source).administered(connection)) {
        GrantRoles.ofRole(name).ifPresent(roles -> ids.add(roles.grantId()));
      }
      return ids;
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "list roles", e);
    }
  }
}

package dev.gatehouse.control.minting;

import dev.gatehouse.control.config.SourceConfig;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two roles of a sandbox, which live as long as the program that made them. A connection holds
 * a lock of theirs for that time, and the server gives the lock back however the program ends: so
 * roles whose lock nobody holds are of a run that died, on whatever machine, and the next run
 * removes them. Roles of the control service have other names and are never touched.
 */
public final class SandboxRoles implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("gh_(" + GrantRoles.SANDBOX + "([0-9a-f]{16}))_[ps]");
  private final SourceConfig source;
  private final GrantRoles roles;
  private final Connection lock;

  private SandboxRoles(SourceConfig source, GrantRoles roles, Connection lock) {
    this.source = source;
    this.roles = roles;
    this.lock = lock;
  }

  /**
   * Names two roles that nobody has, and holds their lock. They are minted by {@link RoleMinter}.
   *
   * @throws MintingException where the source does not answer or refuses the account
   */
  public static SandboxRoles claim(SourceConfig source) throws MintingException {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    String digits = HexFormat.of().formatHex(random);
    try {
      Connection connection = SourceConnections.open(source);
      try {
        Accounts.of(source).hold(connection, digits);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new SandboxRoles(source, new GrantRoles(GrantRoles.SANDBOX + digits), connection);
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "hold a lock", e);
    }
  }

  /** The names. */
  public GrantRoles roles() {
    return roles;
  }

  /**
   * Removes the roles of runs that died.
   *
   * @return how many of them could not be removed: another database of the server still gives them
   *     privileges, or another account made them
   * @throws MintingException where the server does not say which there are
   */
  public int sweep() throws MintingException {
    RoleEnder ender = new RoleEnder();
    int left = 0;
    for (GrantRoles dead : dead()) {
      try {
        left += ender.end(source, dead) ? 0 : 1;
      } catch (MintingException e) {
        left++;
      }
    }
    return left;
  }

  /** Names come first: a run takes its lock before its roles are there. */
  private Set<GrantRoles> dead() throws MintingException {
    Set<GrantRoles> dead = new LinkedHashSet<>();
    Accounts accounts = Accounts.of(source);
    try {
      for (String name : accounts.sandboxes(lock)) {
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches() && !accounts.held(lock, matcher.group(2))) {
          dead.add(new GrantRoles(matcher.group(1)));
        }
      }
      return dead;
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "list roles", e);
    }
  }

  /**
   * Removes the roles, then gives the lock back; again, where it failed.
   *
   * @throws MintingException where they may still be there; the next run removes them then
   */
  @Override
  public void close() throws MintingException {
    try (lock) {
      new RoleEnder().end(source, roles);
    } catch (SQLException e) {
      throw MintingException.of(source.id().name(), "give a lock back", e);
    }
  }
}

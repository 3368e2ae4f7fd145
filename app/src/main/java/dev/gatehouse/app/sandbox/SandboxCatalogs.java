package dev.gatehouse.app.sandbox;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.control.minting.MintingException;
import dev.gatehouse.control.minting.SourceCatalogs;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.catalog.Dialect;

/** Reads schemas with the account that administers the database. */
public final class SandboxCatalogs {
  private SandboxCatalogs() {}

  /**
   * What the server speaks, which a URL of MariaDB's family does not tell.
   *
   * @throws GatehouseException where the database does not answer or refuses the account
   */
  public static Dialect dialect(SandboxSource source) throws GatehouseException {
    return switch (source.address().family()) {
      case POSTGRESQL -> Dialect.POSTGRESQL;
      case MARIADB, MYSQL -> read(source).dialect();
    };
  }

  /**
   * The schema of now.
   *
   * @throws GatehouseException where the database does not answer or refuses the account
   */
  public static CatalogSnapshot read(SandboxSource source) throws GatehouseException {
    try {
      return new SourceCatalogs().read(source.config());
    } catch (MintingException e) {
      throw SandboxTrouble.of(e);
    }
  }
}

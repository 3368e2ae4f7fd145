package dev.gatehouse.app.sandbox;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.minting.MintingException;

/** What the database refuses, in words for who gave the account on the command line. */
final class SandboxTrouble {
  private SandboxTrouble() {}

  static GatehouseException of(MintingException e) {
    return new GatehouseException(
        e.unreachable() ? Kind.DATABASE_UNREACHABLE : Kind.BAD_INPUT,
        String.valueOf(e.getMessage()),
        e);
  }
}

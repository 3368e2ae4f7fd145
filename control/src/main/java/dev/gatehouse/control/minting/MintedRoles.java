package dev.gatehouse.control.minting;

/**
 * Credentials of a grant's roles; told to its holder once, kept nowhere.
 *
 * @param roles the names
 * @param plainPassword of the plain role
 * @param sensitivePassword of the sensitive role
 */
public record MintedRoles(GrantRoles roles, String plainPassword, String sensitivePassword) {
  @Override
  public String toString() {
    return "MintedRoles[" + roles + "]";
  }
}

package dev.gatehouse.control.api;

/**
 * Answer to {@code POST /v1/grants/{id}/activate}: everything a session needs, told once.
 *
 * @param grantToken the signed grant (ES256, bound to the client's key)
 * @param jdbcUrl where to connect
 * @param plain credentials of the plain role
 * @param sensitive credentials of the sensitive role
 * @param maskKey base64url key of the {@code hash} mask for this grant, 32 bytes
 * @param policyDigest the policy to fetch
 */
public record ActivatedGrant(
    String grantToken,
    String jdbcUrl,
    Credentials plain,
    Credentials sensitive,
    String maskKey,
    String policyDigest) {

  /** A database role's name and password; the password never reaches a log. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[user=" + user + "]";
    }
  }

  @Override
  public String toString() {
    return "ActivatedGrant[plain=" + plain + ", sensitive=" + sensitive + "]";
  }
}

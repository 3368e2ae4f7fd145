package dev.gatehouse.app.demo.idp;

/** An error that the client is told (RFC 6749, sections 4.1.2.1 and 5.2). */
final class OAuthError extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;

  OAuthError(String code, String description) {
    super(description);
    this.code = code;
  }

  /** The registered error code, such as {@code invalid_grant}. */
  String code() {
    return code;
  }

  /** The sentence that goes with it. */
  String description() {
    return String.valueOf(getMessage());
  }
}

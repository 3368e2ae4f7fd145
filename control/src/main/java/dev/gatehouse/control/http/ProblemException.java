package dev.gatehouse.control.http;

import java.time.Duration;

/**
 * An answer that is not what was asked for (RFC 9457). The detail is one sentence for a person and
 * holds no token, password or value.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String type;
  private final String title;
  private final Duration retryAfter;

  private ProblemException(int status, String type, String title, String detail) {
    this(status, type, title, detail, Duration.ZERO);
  }

  private ProblemException(
      int status, String type, String title, String detail, Duration retryAfter) {
    super(detail, null, false, false);
    this.retryAfter = retryAfter;
    this.status = status;
    this.type = type;
    this.title = title;
  }

  /** 400: the request is not of the right form. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(400, "/problems/bad-request", "Bad request", detail);
  }

  /** 401: nobody is signed in, or not in a way that holds. */
  public static ProblemException notSignedIn(String detail) {
    return new ProblemException(401, "/problems/not-signed-in", "Not signed in", detail);
  }

  /** 403: signed in, but this is for others. */
  public static ProblemException notPermitted(String detail) {
    return new ProblemException(403, "/problems/not-permitted", "Not permitted", detail);
  }

  /** 404: there is no such thing, or not for this person. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, "/problems/not-found", "Not found", detail);
  }

  /** 409: it is not in the state for that. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(409, "/problems/conflict", "Conflict", detail);
  }

  /** 409: the grant does not hold. */
  public static ProblemException grantNotActive(String detail) {
    return new ProblemException(409, "/problems/grant-not-active", "Grant not active", detail);
  }

  /** 413: the body is larger than the service reads. */
  public static ProblemException tooLarge(String detail) {
    return new ProblemException(413, "/problems/too-large", "Too large", detail);
  }

  /** 422: understood, but a policy or a limit refuses it. */
  public static ProblemException refused(String detail) {
    return new ProblemException(422, "/problems/refused", "Refused", detail);
  }

  /** 429: too many requests; the next one is welcome after that time (RFC 9110, section 10.2.3). */
  public static ProblemException tooMany(String detail, Duration retryAfter) {
    return new ProblemException(
        429, "/problems/too-many-requests", "Too many requests", detail, retryAfter);
  }

  /** 502: a server behind this one failed. */
  public static ProblemException sourceFailed(String detail) {
    return new ProblemException(502, "/problems/source-failed", "Data source failed", detail);
  }

  /** 503: a server behind this one does not answer. */
  public static ProblemException unavailable(String detail) {
    return new ProblemException(503, "/problems/unavailable", "Unavailable", detail);
  }

  /** Any other status, by the words that belong to it. */
  static ProblemException of(int status, String type, String title, String detail) {
    return new ProblemException(status, type, title, detail);
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  public String title() {
    return title;
  }

  /** When to come again; zero where that says nothing. */
  Duration retryAfter() {
    return retryAfter;
  }

  /** The sentence for a person. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}

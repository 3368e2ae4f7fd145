package dev.gatehouse.control.http;

import dev.gatehouse.control.api.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error leaves as {@code application/problem+json}; nothing of its insides does. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private Problems() {}

  /** Adds the handlers. */
  public static void register(RoutesConfig routes) {
    routes.exception(ProblemException.class, (problem, ctx) -> write(ctx, problem));
    routes.exception(HttpResponseException.class, (e, ctx) -> write(ctx, fromStatus(e, ctx)));
    routes.exception(
        Exception.class, (e, ctx) -> write(ctx, Outages.isOne(e) ? outage(e, ctx) : fault(e, ctx)));
  }

  private static ProblemException fromStatus(HttpResponseException e, Context ctx) {
    return switch (e.getStatus()) {
      case 404 -> ProblemException.notFound("There is nothing at this address.");
      case 405 ->
          ProblemException.of(
              405,
              "/problems/method-not-allowed",
              "Method not allowed",
              "This address does not take " + ctx.method() + " requests.");
      case 413 -> ProblemException.tooLarge("The request's body is too large.");
      default ->
          ProblemException.of(
              e.getStatus(), "about:blank", "HTTP " + e.getStatus(), "The request was refused.");
    };
  }

  private static ProblemException outage(Exception e, Context ctx) {
    LOG.warn("The database did not answer in {} {}: {}", ctx.method(), ctx.path(), e.getClass());
    return ProblemException.unavailable(
        "The control service's database does not answer; try again later.");
  }

  /** A fault of ours: its message may hold anything, so only a reference to the log leaves. */
  private static ProblemException fault(Exception e, Context ctx) {
    byte[] bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    String reference = HexFormat.of().formatHex(bytes);
    LOG.error("Fault {} in {} {}", reference, ctx.method(), ctx.path(), e);
    return ProblemException.of(
        500,
        "/problems/fault",
        "Fault",
        "The control service failed; tell its operator the reference " + reference + ".");
  }

  private static void write(Context ctx, ProblemException problem) {
    ctx.status(problem.status());
    if (problem.status() == 401) {
      ctx.header("WWW-Authenticate", "DPoP algs=\"ES256\"");
    }
    if (!problem.retryAfter().isZero()) {
      ctx.header("Retry-After", Long.toString(problem.retryAfter().toSeconds()));
    }
    Problem body = new Problem(problem.type(), problem.title(), problem.status(), problem.detail());
    ctx.contentType("application/problem+json")
        .result(Json.write(body).getBytes(StandardCharsets.UTF_8));
  }
}

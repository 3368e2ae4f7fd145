package dev.gatehouse.app.client.control;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.Problem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns an answer that is no success (RFC 9457) into what a person is told. */
final class Problems {
  /** Longest sentence of the service that is passed on. */
  private static final int MOST_CHARACTERS = 500;

  private Problems() {}

  /** What that answer means; {@code body} may be anything. */
  static GatehouseException of(JsonMapper json, int status, byte[] body) {
    Problem problem = read(json, body);
    String type = problem == null || problem.type() == null ? "" : problem.type();
    String detail = problem == null || problem.detail() == null ? "" : clean(problem.detail());
    Kind kind = kind(status, type);
    return new GatehouseException(kind, detail.isBlank() ? plain(status, kind) : detail);
  }

  private static Kind kind(int status, String type) {
    String word = type.substring(type.lastIndexOf('/') + 1);
    return switch (word) {
      case "unknown-source" -> Kind.UNKNOWN_SOURCE;
      case "grant-not-active", "grant-ended" -> Kind.NO_GRANT;
      case "source-failed" -> Kind.DATABASE_UNREACHABLE;
      default ->
          switch (status) {
            case 401 -> Kind.NOT_SIGNED_IN;
            case 403 -> Kind.NOT_PERMITTED;
            case 400, 404, 409, 410, 413, 415, 422 -> Kind.BAD_INPUT;
            case 502, 503, 504 -> Kind.CONTROL_UNREACHABLE;
            default -> Kind.FAULT;
          };
    };
  }

  private static String plain(int status, Kind kind) {
    return switch (kind) {
      case NOT_SIGNED_IN -> "You are not signed in, or your sign-in has run out; sign in again.";
      case NOT_PERMITTED -> "Your role does not permit that; ask a reviewer.";
      case CONTROL_UNREACHABLE -> "The control service is not ready (" + status + "); try again.";
      case DATABASE_UNREACHABLE, UNKNOWN_SOURCE, NO_GRANT, RECORD_UNAVAILABLE, BAD_INPUT, FAULT ->
          "The control service answered with status "
              + status
              + " and no reason; if the address is right, ask whoever runs it.";
    };
  }

  private static @Nullable Problem read(JsonMapper json, byte[] body) {
    try {
      return json.readValue(new String(body, StandardCharsets.UTF_8), Problem.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** One line of printable text: it is shown in terminals. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.strip()
        .codePoints()
        .limit(MOST_CHARACTERS)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}

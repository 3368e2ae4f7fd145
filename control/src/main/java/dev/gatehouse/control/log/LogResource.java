package dev.gatehouse.control.log;

import dev.gatehouse.control.api.LogHashes;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@code /v1/log}: checkpoint, proofs and hashes to everybody signed in, entries to reviewers. */
public final class LogResource {
  private static final Pattern TILE =
      Pattern.compile(
          "(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x\\d{3}/){0,5}\\d{3})(\\.p/(\\d{1,3}))?");

  private final TransparencyLog log;
  private final Jdbi jdbi;

  public LogResource(TransparencyLog log, Jdbi jdbi) {
    this.log = log;
    this.jdbi = jdbi;
  }

  /** Adds the routes. */
  public void register(RoutesConfig routes) {
    routes.get("/v1/log/checkpoint", this::checkpoint);
    routes.get("/v1/log/proof/inclusion", this::inclusion);
    routes.get("/v1/log/proof/consistency", this::consistency);
    routes.get("/v1/log/tile/<path>", this::tile);
  }

  private void checkpoint(Context ctx) {
    Caller.of(ctx);
    ctx.contentType("text/plain; charset=utf-8").header("Cache-Control", "no-store");
    ctx.result(read(log::checkpoint));
  }

  private void inclusion(Context ctx) {
    Caller.of(ctx);
    long index = number(ctx, "index");
    long size = number(ctx, "size");
    answer(ctx, read(handle -> log.inclusion(handle, index, size)));
  }

  private void consistency(Context ctx) {
    Caller.of(ctx);
    long first = number(ctx, "first");
    long second = number(ctx, "second");
    answer(ctx, read(handle -> log.consistency(handle, first, second)));
  }

  private static void answer(Context ctx, Optional<List<byte[]>> hashes) {
    ctx.json(
        new LogHashes(
            hashes
                .orElseThrow(() -> ProblemException.notFound("The log has no such entries."))
                .stream()
                .map(Base64.getEncoder()::encodeToString)
                .toList()));
  }

  private void tile(Context ctx) {
    Matcher path = TILE.matcher(ctx.pathParam("path"));
    if (!path.matches()) {
      throw ProblemException.badRequest(
          "A tile is named <level>/<number>, as x001/234, with .p/<width>.");
    }
    String level = path.group(1);
    Caller caller = Caller.of(ctx);
    if (level.equals("entries")) {
      caller.mustBe(Role.REVIEWER);
    }
    long number = Long.parseLong(path.group(2).replaceAll("[x/]", ""));
    int width = width(path.group(4));
    Optional<byte[]> bytes =
        read(
            handle ->
                level.equals("entries")
                    ? log.entries(handle, number, width)
                    : log.tile(handle, Integer.parseInt(level), number, width));
    ctx.contentType("application/octet-stream").header("Cache-Control", "private, immutable");
    ctx.result(bytes.orElseThrow(() -> ProblemException.notFound("The log has no such tile.")));
  }

  private static int width(@Nullable String text) {
    int width = text == null ? Tiles.WIDTH : Integer.parseInt(text);
    if (width < 1 || width > Tiles.WIDTH || (text != null && width == Tiles.WIDTH)) {
      throw ProblemException.badRequest("A partial tile has 1 to 255 hashes.");
    }
    return width;
  }

  private static long number(Context ctx, String name) {
    String text = ctx.queryParam(name);
    if (text == null || !text.matches("[0-9]{1,15}")) {
      throw ProblemException.badRequest("The parameter '" + name + "' must be a whole number.");
    }
    return Long.parseLong(text);
  }

  private <T> T read(Function<Handle, T> work) {
    return jdbi.inTransaction(work::apply);
  }
}

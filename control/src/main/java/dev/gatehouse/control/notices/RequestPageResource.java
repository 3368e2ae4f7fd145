package dev.gatehouse.control.notices;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.regex.Pattern;

/**
 * The page that a notice links to. It says how to decide and shows nothing of the request: who may
 * know more signs in, in the workbench or on the command line.
 */
public final class RequestPageResource {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  /** Adds the route. */
  public void register(RoutesConfig routes) {
    routes.get("/requests/{id}", RequestPageResource::show);
  }

  private static void show(Context ctx) {
    String id = ctx.pathParam("id");
    if (!ID.matcher(id).matches()) {
      ctx.status(404);
    }
    ctx.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .contentType("text/html; charset=utf-8")
        .result(ID.matcher(id).matches() ? page(id) : none());
  }

  private static String page(String id) {
    return html(
        "Access request " + id,
        """
        <p>Open Gatehouse and sign in. A reviewer decides it in the perspective <b>Review</b>; who
        asked for it finds it under <b>Access</b>.</p>
        <p>On the command line:</p>
        <pre>gatehouse pending
        gatehouse approve %1$s
        gatehouse deny %1$s --reason "…"</pre>
        """
            .formatted(id));
  }

  private static String none() {
    return html("There is no such request", "<p>Look at the address again.</p>");
  }

  private static String html(String title, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%1$s · Gatehouse</title>
    <style>
    :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 38rem; margin: 15vh auto; padding: 0 1rem; }
    h1 { font-size: 1.5rem; font-weight: 600; }
    pre { padding: .8rem 1rem; border: 1px solid; border-radius: 6px; overflow: auto; }
    </style>
    </head>
    <body><main><h1>%1$s</h1>%2$s</main></body>
    </html>
    """
        .formatted(title, body);
  }
}

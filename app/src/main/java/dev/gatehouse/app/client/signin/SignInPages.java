package dev.gatehouse.app.client.signin;

/** What the browser shows at the end of a sign-in. Holds nothing that came with the request. */
final class SignInPages {
  private SignInPages() {}

  static String signedIn() {
    return page("You are signed in", "You can close this window and go back to Gatehouse.");
  }

  static String refused() {
    return page("You are not signed in", "Gatehouse says why; you can close this window.");
  }

  static String nothingHere() {
    return page("Nothing to see here", "This page belongs to a sign-in that is not yours or over.");
  }

  private static String page(String title, String text) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%1$s · Gatehouse</title>
        <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { display: grid; place-content: center; min-height: 90vh; margin: 0 1rem;
          text-align: center; }
        h1 { font-size: 1.5rem; font-weight: 600; margin: 0 0 .5rem; }
        p { margin: 0; opacity: .8; }
        </style>
        </head>
        <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
        </html>
        """
        .formatted(title, text);
  }
}

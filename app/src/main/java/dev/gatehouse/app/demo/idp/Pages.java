package dev.gatehouse.app.demo.idp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What people see of it. Whatever comes from a request is escaped. */
final class Pages {
  private static final String FRAME = resource("page.html");

  private Pages() {}

  static String login(String page, String hint) {
    StringBuilder accounts = new StringBuilder();
    for (DemoAccount account : DemoAccount.values()) {
      String hinted = account.id().equals(hint) || account.email().equals(hint) ? " autofocus" : "";
      accounts.append(
          """
          <button name="account" value="%s"%s>
            <span class="avatar" aria-hidden="true">%s</span>
            <span class="who"><b>%s</b><small>%s</small></span>
            <span class="group">%s</span>
          </button>
          """
              .formatted(
                  account.id(),
                  hinted,
                  account.id().substring(0, 1).toUpperCase(java.util.Locale.ROOT),
                  escape(account.displayName()),
                  escape(account.summary()),
                  escape(account.group())));
    }
    return frame(
        "Choose an account",
        """
        <p>Gatehouse asks who you are. These accounts need no password.</p>
        <form method="post" action="/login">
          <input type="hidden" name="page" value="%s">
          %s
        </form>
        """
            .formatted(escape(page), accounts));
  }

  static String home(String issuer) {
    return frame(
        "Nothing to do here",
        "<p>This page serves sign-ins at <code>%s</code>. Start one from Gatehouse.</p>"
            .formatted(escape(issuer)));
  }

  static String signedOut() {
    return frame("Signed out", "<p>You can close this window.</p>");
  }

  static String problem(String sentence) {
    return frame("This did not work", "<p>" + escape(sentence) + "</p>");
  }

  private static String frame(String title, String body) {
    return FRAME.replace("{{title}}", escape(title)).replace("{{body}}", body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + name + " is missing from the build.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

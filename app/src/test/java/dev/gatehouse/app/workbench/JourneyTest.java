package dev.gatehouse.app.workbench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What journeys share: a window of its own, a service in memory. */
abstract class JourneyTest {
  @TempDir Path preferences;
  FakeSignIn service = new FakeSignIn();
  Driver window = Driver.none();

  /** The addresses that the browser was given. */
  final List<URI> opened = new CopyOnWriteArrayList<>();

  @BeforeEach
  void openTheWindow() {
    window = open();
  }

  @AfterEach
  void closeTheWindow() {
    window.close();
  }

  /** Another window over the same preferences, as after a restart. */
  Driver open() {
    return Driver.open(
        new WorkbenchConfig(
            service, this::opened, preferences, Clock.fixed(FakeShop.NOW, ZoneOffset.UTC)),
        990,
        860);
  }

  private boolean opened(URI address) {
    opened.add(address);
    return true;
  }

  void signIn() {
    window.press("signin-button");
    service.browserComesBack();
    window.untilShown("shell");
  }

  /** Signs in and connects to production under a grant that a rule approves. */
  FakeSession connect() {
    service.add(FakeShop.grant("g-1", FakeShop.PRODUCTION, "approved", "Noor Haddad"));
    signIn();
    window.press("connect-shop-prod");
    window.untilShown("sql-editor");
    FakeSession session = service.session();
    if (session == null) {
      throw new AssertionError("No session was opened.");
    }
    return session;
  }
}

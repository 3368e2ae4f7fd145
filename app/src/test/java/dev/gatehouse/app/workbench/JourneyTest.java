package dev.gatehouse.app.workbench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What journeys share: a window of its own, a service in memory. */
abstract class JourneyTest {
  @TempDir Path preferences;
  FakeSignIn service = new FakeSignIn();
  Driver window = Driver.none();

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
            service, address -> true, preferences, Clock.fixed(FakeShop.NOW, ZoneOffset.UTC)),
        990,
        860);
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

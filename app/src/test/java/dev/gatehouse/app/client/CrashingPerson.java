package dev.gatehouse.app.client;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that is killed in the middle of a session; its arguments: service, state directory. */
final class CrashingPerson {
  private CrashingPerson() {}

  public static void main(String[] arguments) throws Exception {
    SignedIn analyst =
        GatehouseClient.create(
                new ClientConfig(
                    arguments[0], Path.of(arguments[1]), Clock.systemUTC(), "test", false))
            .withBrowser(new DemoBrowser("analyst"));
    String grant =
        analyst
            .request(
                new GrantRequest(
                    Stack.SOURCE,
                    List.of("*.*"),
                    List.of("read"),
                    List.of(),
                    "none",
                    "Look at orders until the power fails",
                    "",
                    30))
            .id();
    GovernedSession session = analyst.connect(grant, sentence -> {});
    if (session.run("SELECT id FROM orders LIMIT 5", Interaction.decline())
        instanceof Outcome.Rows rows) {
      rows.result().close();
    }
    System.out.println(session.id());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}

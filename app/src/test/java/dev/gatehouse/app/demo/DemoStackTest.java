package dev.gatehouse.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoStackTest {
  @TempDir Path path;

  @Test
  void anInterruptLeavesNothingBehindAHardKillIsMendedAndTheJourneyComesOutAsItMust()
      throws Exception {
    anInterruptOfTheStartLeavesNothingBehind("PostgreSQL");
    anInterruptOfTheStartLeavesNothingBehind("the sample shop (production)");
    anInterruptLeavesNoProcessNoPortAndNoLockBehind();
    ProcessHandle postgres = aHardKillLeavesPostgresRunning();
    String told = journey();
    assertThat(postgres.onExit()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(told).contains("All ", " steps came out as they must.").doesNotContain("\u001B");
  }

  private void anInterruptOfTheStartLeavesNothingBehind(String part) throws Exception {
    Process demo = DemoProcess.startUntil(part, path);

    new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();

    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(path.resolve("postgres/data/postmaster.pid")).doesNotExist();
    DemoDirectory.open(path).close();
  }

  private void anInterruptLeavesNoProcessNoPortAndNoLockBehind() throws Exception {
    Process demo = DemoProcess.start(path);
    JsonNode running = new JsonMapper().readTree(Files.readString(path.resolve("running.json")));
    ProcessHandle postgres = DemoProcess.postgres(path);

    new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();

    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(postgres.onExit()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(listens(running.get("postgresPort").asInt())).isFalse();
    assertThat(path.resolve("postgres/data/postmaster.pid")).doesNotExist();
    assertThat(path.resolve("running.json")).doesNotExist();
    DemoDirectory.open(path).close();
  }

  private ProcessHandle aHardKillLeavesPostgresRunning() throws Exception {
    Process demo = DemoProcess.start(path);
    ProcessHandle postgres = DemoProcess.postgres(path);
    demo.destroyForcibly().waitFor();
    assertThat(postgres.isAlive()).as("PostgreSQL outlives a hard kill").isTrue();
    return postgres;
  }

  private String journey() throws Exception {
    StringWriter told = new StringWriter();
    Narrator narrator = new Narrator(new PrintWriter(told), /* colour= */ false);
    try (DemoDirectory directory = DemoDirectory.open(path);
        DemoStack stack = DemoStack.start(directory, DemoProcess.small())) {
      boolean well = new DemoJourney(stack, narrator).take();
      assertThat(well).as(told.toString()).isTrue();
      ServerView server = new ServerView(stack.postgres());
      assertThat(
              server.values(
                  "gatehouse",
                  "(SELECT usename FROM pg_stat_activity WHERE application_name = 'gatehouse-control')",
                  "usename"))
          .containsExactly("gatehouse_control");
      Set<String> raw = server.values("shop_production", "shop.customers", "email");
      assertThat(told.toString()).doesNotContain(raw.toArray(String[]::new));
    }
    return told.toString();
  }

  private static boolean listens(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }
}

package dev.gatehouse.control;

import dev.gatehouse.control.TestClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Measures the control service and prints what it saw; no test, since figures depend on the machine
 * (docs/operators.md names the command). Client, service and PostgreSQL share the machine.
 */
public final class ControlFigures {
  private static final int GRANTS = 200;
  private static final int STREAMS = 200;
  private static final int READS = 20_000;

  private ControlFigures() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("figures");
    try (TestService service = new TestService(directory)) {
      grants(service);
      streams(service);
      reads(service);
    }
    System.exit(0);
  }

  private static void grants(TestService service) throws Exception {
    long[] activated = new long[GRANTS];
    long[] revoked = new long[GRANTS];
    TestClient ann = service.client("ann", "analysts");
    TestClient rex = service.client("rex", "reviewers");
    for (int i = 0; i < GRANTS; i++) {
      String id =
          JourneyTest.id(
              ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json());
      long started = System.nanoTime();
      JsonNode told = ann.post("/v1/grants/" + id + "/activate", "").json();
      activated[i] = System.nanoTime() - started;
      try (Connection held = JourneyTest.connect(told, "plain")) {
        started = System.nanoTime();
        String reason = "{\"reason\": \"Measured.\"}";
        Answer end = rex.post("/v1/grants/" + id + "/revoke", reason);
        if (!end.json().path("state").asString().equals("revoked") || held.isValid(1)) {
          throw new IllegalStateException("The grant did not end: " + end.body());
        }
        revoked[i] = System.nanoTime() - started;
      }
      if (i % 50 == 49) {
        // The session tokens end after ten minutes and the requests are counted by key.
        TimeUnit.SECONDS.sleep(1);
      }
    }
    print("grant activated (two roles minted)", activated);
    print("grant revoked to last backend gone", revoked);
  }

  private static void streams(TestService service) throws Exception {
    CountDownLatch told = new CountDownLatch(STREAMS);
    List<BufferedReader> open = new ArrayList<>();
    String[] ids = new String[STREAMS];
    TestClient[] people = new TestClient[STREAMS];
    for (int i = 0; i < STREAMS; i++) {
      people[i] = service.client("person-" + i, "analysts");
      BufferedReader stream =
          new BufferedReader(
              new InputStreamReader(people[i].stream("/v1/events"), StandardCharsets.UTF_8));
      open.add(stream);
      Thread.startVirtualThread(() -> untilTold(stream, told));
    }
    long started = System.nanoTime();
    for (int i = 0; i < STREAMS; i++) {
      ids[i] =
          JourneyTest.id(
              people[i].post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30)).json());
    }
    boolean all = told.await(60, TimeUnit.SECONDS);
    System.out.printf(
        Locale.ROOT,
        "%d clients on the stream, each told of its own grant: %s, in %.1f s for all%n",
        STREAMS,
        all ? "all" : STREAMS - told.getCount(),
        (System.nanoTime() - started) / 1e9);
    for (BufferedReader stream : open) {
      stream.close();
    }
  }

  private static void untilTold(BufferedReader stream, CountDownLatch told) {
    try {
      String line = stream.readLine();
      while (line != null) {
        if (line.contains("\"approved\"")) {
          told.countDown();
          return;
        }
        line = stream.readLine();
      }
    } catch (IOException e) {
      System.out.println("A stream broke: " + e.getClass().getSimpleName());
    }
  }

  private static void reads(TestService service) throws Exception {
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      clients.add(service.client("reader-" + i, "analysts"));
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger errors = new AtomicInteger();
    long[] times = new long[READS];
    long started = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
      for (int worker = 0; worker < 16; worker++) {
        pool.execute(
            () -> {
              for (int i = next.getAndIncrement(); i < READS; i = next.getAndIncrement()) {
                long begun = System.nanoTime();
                Answer answer = clients.get(i % clients.size()).get("/v1/grants");
                times[i] = System.nanoTime() - begun;
                if (answer.status() != 200) {
                  errors.incrementAndGet();
                }
              }
            });
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d reads of GET /v1/grants: %.0f a second, %d errors%n",
        READS,
        READS / seconds,
        errors.get());
    print("one read", times);
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.1f ms, p99 %.1f ms (of %d)%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos.length);
  }
}

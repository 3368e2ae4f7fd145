package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.control.NoticeReceiver.Received;
import dev.gatehouse.control.config.NoticeConfig;
import dev.gatehouse.control.config.NoticeConfig.Kind;
import dev.gatehouse.control.config.NoticeConfig.Topic;
import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.notices.NoticeTimes;
import dev.gatehouse.control.notices.Notices;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Notices of real requests and decisions, to receivers on loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesTest {
  private static final NoticeTimes QUICK =
      new NoticeTimes(
          Duration.ofMillis(50),
          Duration.ofSeconds(20),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofHours(24));
  private static final Set<Topic> USUAL = Set.of(Topic.REQUESTS, Topic.DECISIONS);

  private final byte[] key = new SecureRandom().generateSeed(32);
  private final List<Notices> running = new ArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TestService service;
  private Jdbi jdbi;
  private NoticeReceiver receiver;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
    jdbi = Jdbi.create(service.controlDatabase::connect);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void listen() throws Exception {
    receiver = new NoticeReceiver();
    jdbi.useHandle(handle -> handle.execute("DELETE FROM notice"));
    log.start();
    logger().setLevel(Level.DEBUG);
    logger().addAppender(log);
  }

  @AfterEach
  void hush() {
    running.forEach(Notices::close);
    running.clear();
    receiver.close();
    logger().detachAppender(log);
    log.list.clear();
    jdbi.useHandle(handle -> handle.execute("DELETE FROM notice_delivery"));
  }

  @Test
  void aRequestAndItsDecisionAreToldWithTheFactsAndALink() throws Exception {
    replica(destination("chat", Kind.SLACK, USUAL));
    String id = ask();
    String asked = receiver.next().body();
    assertThat(asked)
        .contains("ann@example.test asks for shop-production (prod)", "Find the lost order.")
        .contains("https://gatehouse.example.test/requests/" + id);
    approve(id);
    assertThat(receiver.next().body()).contains("was approved", "By: rex@example.test");
  }

  @Test
  void aWebhookIsSignedAndItsReceiverCanTellARepetition() throws Exception {
    receiver.refuses(500, 1);
    replica(destination("hook", Kind.WEBHOOK, USUAL));
    String id = ask();
    Received taken = receiver.next();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String expected =
        Base64.getEncoder()
            .encodeToString(
                mac.doFinal(
                    (taken.id() + "." + taken.time() + "." + taken.body())
                        .getBytes(StandardCharsets.UTF_8)));
    assertThat(taken.signature()).isEqualTo("v1," + expected);
    JsonNode payload = JsonMapper.builder().build().readTree(taken.body());
    assertThat(payload.path("type").asString()).isEqualTo("grant.requested");
    assertThat(payload.path("data").path("grant").asString()).isEqualTo(id);
    assertThat(receiver.all().stream().map(Received::id).distinct())
        .as("two attempts of one notice")
        .hasSize(1);
    assertThat(receiver.all()).hasSize(2);
  }

  @Test
  void twoReplicasTellEverythingOnce() throws Exception {
    replica(destination("hook", Kind.WEBHOOK, USUAL));
    replica(destination("hook", Kind.WEBHOOK, USUAL));
    int requests = 15;
    for (int i = 0; i < requests; i++) {
      ask();
    }
    for (int i = 0; i < requests; i++) {
      receiver.next();
    }
    untilNothingWaits();
    assertThat(receiver.all()).hasSize(requests);
    assertThat(receiver.all().stream().map(Received::id).distinct()).hasSize(requests);
  }

  @Test
  void whatWasNotTakenSurvivesARestart() throws Exception {
    receiver.refuses(503, 1_000);
    Notices first = replica(destination("chat", Kind.TEAMS, USUAL));
    String id = ask();
    until(() -> !receiver.all().isEmpty());
    first.close();
    receiver.close();
    receiver = new NoticeReceiver();
    replica(destination("chat", Kind.TEAMS, USUAL));
    assertThat(receiver.next().body()).contains(id, "AdaptiveCard");
  }

  @Test
  void aReplicaThatDiedInTheMiddleIsFollowedByAnotherWithTheSameNotice() throws Exception {
    receiver.refuses(500, 1_000);
    Notices first = replica(destination("hook", Kind.WEBHOOK, USUAL));
    ask();
    until(() -> !receiver.all().isEmpty());
    first.close();
    String id = receiver.all().getFirst().id();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE notice_delivery SET next_at = clock_timestamp(), claimed_until ="
                    + " clock_timestamp() + interval '1500 milliseconds'"));
    receiver.close();
    receiver = new NoticeReceiver();
    long before = System.nanoTime();
    replica(destination("hook", Kind.WEBHOOK, USUAL));
    assertThat(receiver.next().id()).isEqualTo(id);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .as("not before the dead replica's time was over")
        .isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    receiver.refuses(302, 2);
    replica(destination("chat", Kind.SLACK, USUAL));
    ask();
    receiver.next();
    assertThat(receiver.all().stream().map(Received::path))
        .hasSize(3)
        .containsOnly("/services/T0/very-secret-path");
  }

  @Test
  void aReceiverThatIsGoneIsNotAskedAgain() throws Exception {
    receiver.refuses(410, 1);
    replica(destination("chat", Kind.SLACK, USUAL));
    ask();
    untilNothingWaits();
    assertThat(receiver.all()).hasSize(1);
    assertThat(states()).containsExactly("given_up");
  }

  @Test
  void aRequestThatWasDecidedMeanwhileIsToldByItsDecisionAlone() throws Exception {
    String id = ask();
    approve(id);
    replica(destination("chat", Kind.SLACK, USUAL));
    assertThat(receiver.next().body()).contains("was approved");
    untilNothingWaits();
    assertThat(receiver.all()).hasSize(1);
  }

  @Test
  void whatARuleDecidesIsQuietUnlessItIsAskedFor() throws Exception {
    replica(
        destination("usual", Kind.SLACK, USUAL),
        destination("all", Kind.WEBHOOK, Set.of(Topic.AUTOMATIC)));
    post("shop-staging");
    assertThat(receiver.next().body()).contains("grant.approved");
    untilNothingWaits();
    assertThat(receiver.all()).hasSize(1);
  }

  @Test
  void neitherTheAddressNorTheKeyIsInTheLog() throws Exception {
    receiver.refuses(500, 1);
    replica(
        destination("hook", Kind.WEBHOOK, USUAL),
        new NoticeConfig(
            "nowhere",
            Kind.SLACK,
            Secret.of("a port that nobody listens on", () -> "http://127.0.0.1:1/very-secret-path"),
            Optional.empty(),
            USUAL));
    ask();
    receiver.next();
    until(
        () -> log.list.stream().anyMatch(event -> event.getFormattedMessage().contains("nowhere")));
    String written =
        List.copyOf(log.list).stream()
            .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
            .collect(Collectors.joining("\n"));
    assertThat(written)
        .contains("hook", "status 500")
        .doesNotContain("very-secret-path", "whsec_", "Find the lost order");
  }

  @Test
  void thePageBehindTheLinkShowsNothingOfTheRequest() {
    String id = ask();
    TestClient.Answer page = open("/requests/" + id);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("gatehouse approve " + id)
        .doesNotContain("ann", "shop", "lost order", "<script", "<form");
    assertThat(open("/requests/%3Cscript%3E").status()).isEqualTo(404);
  }

  private TestClient.Answer open(String path) {
    return TestClient.send(HttpRequest.newBuilder(service.uri().resolve(path)));
  }

  private String ask() {
    return post("shop-production");
  }

  private String post(String source) {
    TestClient.Answer answer =
        service
            .client("ann", "analysts")
            .post("/v1/grants", TestService.ask(source, "\"read\"", 30));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return JourneyTest.id(answer.json());
  }

  private void approve(String id) {
    assertThat(
            service
                .client("rex", "reviewers")
                .post("/v1/grants/" + id + "/approve", "{\"comment\": \"Fine.\"}")
                .status())
        .isEqualTo(200);
  }

  private NoticeConfig destination(String name, Kind kind, Set<Topic> tell) {
    return new NoticeConfig(
        name,
        kind,
        Secret.of("the receiver's address", receiver::url),
        kind == Kind.WEBHOOK
            ? Optional.of(
                Secret.of(
                    "the webhook's key", () -> "whsec_" + Base64.getEncoder().encodeToString(key)))
            : Optional.empty(),
        tell);
  }

  private Notices replica(NoticeConfig... destinations) {
    Notices notices =
        new Notices(
            jdbi,
            List.of(destinations),
            () -> URI.create("https://gatehouse.example.test"),
            QUICK,
            Clock.systemUTC());
    running.add(notices);
    notices.start();
    return notices;
  }

  private List<String> states() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("SELECT state FROM notice_delivery").mapTo(String.class).list());
  }

  private void untilNothingWaits() throws InterruptedException {
    until(
        () -> {
          long open =
              jdbi.withHandle(
                  handle ->
                      handle
                          .createQuery(
                              "SELECT (SELECT count(*) FROM notice) + (SELECT count(*) FROM"
                                  + " notice_delivery WHERE state = 'waiting')")
                          .mapTo(Long.class)
                          .one());
          return open == 0;
        });
  }

  private static void until(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not come to pass ");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("dev.gatehouse.control.notices");
  }
}

package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.app.client.DemoBrowser;
import dev.gatehouse.app.client.Stack;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer at a terminal: decides, revokes, and takes recordings away to check them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewCommandsTest {
  @SuppressWarnings("NullAway.Init")
  private Stack stack;

  private RecordedTerminal recorded = new RecordedTerminal(Map.of());

  @BeforeAll
  void startTheStack(@TempDir Path folder) throws Exception {
    stack = Stack.start(folder);
  }

  @AfterAll
  void stopTheStack() {
    stack.close();
  }

  @Test
  void aRequestIsListedApprovedAndThenTakenAway() throws Exception {
    String request = request("dba", "read,delete");
    assertThat(reviewer("pending")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).contains(request, "Remove what was booked twice", "read, delete");
    assertThat(reviewer("pending", "--json")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out().lines())
        .anyMatch(line -> Json.MAPPER.readTree(line).path("id").asString().equals(request));

    assertThat(reviewer("approve", request, "--comment", "Checked.")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).startsWith(request + " approved");
    assertThat(reviewer("pending")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).doesNotContain(request);

    try (SignedIn dba = stack.signIn("dba")) {
      BlockingQueue<String> ended = new LinkedBlockingQueue<>();
      GovernedSession session = dba.connect(request, ended::add);
      assertThat(reviewer("revoke", request, "--reason", "The ticket is closed."))
          .isEqualTo(ExitCode.OK);
      assertThat(recorded.out()).startsWith(request + " revok").contains("The ticket is closed.");
      assertThat(ended.poll(5, TimeUnit.SECONDS)).contains("revoked");
      assertThat(session.ended()).isTrue();
    }
  }

  @Test
  void execWaitsForAnApprovalAndGoesOnByItself() throws Exception {
    String grant = request("dba", "read,delete", "--ticket", "LOOK-FIRST");
    assertThat(reviewer("approve", grant)).isEqualTo(ExitCode.OK);
    String delete = "DELETE FROM order_lines WHERE order_id = 11";
    RecordedTerminal waiting = new RecordedTerminal(Map.of());
    CompletableFuture<ExitCode> exec =
        CompletableFuture.supplyAsync(
            () ->
                run(
                    waiting,
                    "dba",
                    "exec",
                    "--source",
                    Stack.SOURCE,
                    "--grant",
                    grant,
                    "--wait",
                    "--confirm",
                    "--confirm-target",
                    "order_lines",
                    delete));
    String id = "";
    while (id.isEmpty() && !exec.isDone()) {
      assertThat(reviewer("statements", "--pending", "--json")).isEqualTo(ExitCode.OK);
      id =
          recorded
              .out()
              .lines()
              .map(line -> Json.MAPPER.readTree(line).path("id").asString())
              .findFirst()
              .orElse("");
    }
    assertThat(reviewer("statements", "--pending")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).contains(delete, "shop.order_lines");
    assertThat(run("analyst", "statements", "--approve", id)).isEqualTo(ExitCode.DENIED);
    assertThat(reviewer("statements", "--approve", id)).isEqualTo(ExitCode.OK);
    assertThat(exec.get(30, TimeUnit.SECONDS)).as(waiting.err()).isEqualTo(ExitCode.OK);
    assertThat(waiting.err()).contains("Waiting for a reviewer", id, "approved by");
    assertThat(stack.asSuperuser("SELECT 1 FROM shop.order_lines WHERE order_id = 11")).isEmpty();
  }

  @Test
  void aRequestIsDeniedWithItsReason() throws Exception {
    String request = request("dba", "read,delete");
    assertThat(reviewer("deny", request, "--reason", "Not in production.", "--json"))
        .isEqualTo(ExitCode.OK);
    var denied = Json.MAPPER.readTree(recorded.out());
    assertThat(denied.path("state").asString()).isEqualTo("denied");
    assertThat(denied.path("reason").asString()).isEqualTo("Not in production.");

    assertThat(reviewer("approve", request)).isEqualTo(ExitCode.USAGE);
    assertOneSentence("denied");
  }

  @Test
  void whoIsNoReviewerDecidesNothing() throws Exception {
    String request = request("dba", "read,delete");
    for (String[] command :
        List.of(
            new String[] {"pending"},
            new String[] {"approve", request},
            new String[] {"deny", request, "--reason", "No."},
            new String[] {"revoke", request, "--reason", "No."})) {
      assertThat(run("analyst", command)).as(command[0]).isEqualTo(ExitCode.DENIED);
      assertOneSentence("reviewer");
    }
  }

  @Test
  void whatIsNotThereOrHasNoReasonIsSaid() throws Exception {
    assertThat(reviewer("revoke", "0123456789abcdef", "--reason", "Gone."))
        .isEqualTo(ExitCode.USAGE);
    assertOneSentence("grant");
    assertThat(reviewer("revoke", "0123456789abcdef")).isEqualTo(ExitCode.USAGE);
    assertThat(recorded.err()).contains("--reason");
    assertThat(reviewer("deny", "0123456789abcdef", "--reason", " ")).isEqualTo(ExitCode.USAGE);
    assertOneSentence("why");
  }

  @Test
  void aRecordingIsSavedAndHoldsOfflineUntilAByteIsChanged(@TempDir Path folder) throws Exception {
    String session = recordedSession();
    assertThat(reviewer("sessions")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).contains(session, "complete");

    Path saved = folder.resolve("saved");
    assertThat(reviewer("recording", "--save", saved.toString(), session)).isEqualTo(ExitCode.OK);
    assertThat(verify(saved)).isEqualTo(ExitCode.OK);
    var report = Json.MAPPER.readTree(recorded.out());
    assertThat(report.path("session").asString()).isEqualTo(session);
    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(report.path("records").asInt()).isGreaterThan(2);

    assertThat(reviewer("recording", "--save", saved.toString(), session))
        .as("a folder that holds something")
        .isEqualTo(ExitCode.USAGE);
    assertOneSentence("not empty");

    Path segment = saved.resolve("000000.seg");
    byte[] sound = Files.readAllBytes(segment);
    for (int at : new int[] {0, 20, sound.length / 2, sound.length - 1}) {
      byte[] changed = sound.clone();
      changed[at] ^= 1;
      Files.write(segment, changed);
      assertThat(verify(saved)).as("byte " + at).isEqualTo(ExitCode.VERIFICATION_FAILED);
    }
    Files.delete(segment);
    assertThat(verify(saved)).as("a segment is gone").isEqualTo(ExitCode.VERIFICATION_FAILED);
    Files.write(segment, sound);
    assertThat(verify(saved)).isEqualTo(ExitCode.OK);
  }

  @Test
  void recordingsThatAreNotThereOrNotOnesToReadAreNotSaved(@TempDir Path folder) {
    String unknown = "11111111-2222-3333-4444-555555555555";
    Path saved = folder.resolve("saved");
    assertThat(reviewer("recording", "--save", saved.toString(), unknown))
        .isEqualTo(ExitCode.USAGE);
    assertOneSentence("no such session");
    assertThat(run("analyst", "recording", "--save", saved.toString(), unknown))
        .isEqualTo(ExitCode.DENIED);
    assertThat(saved).doesNotExist();
  }

  @Test
  void theWholeLogIsSavedAndHoldsOfflineUntilAnythingInItIsChanged(@TempDir Path folder)
      throws Exception {
    String first = recordedSession();
    Path saved = folder.resolve("log");
    assertThat(reviewer("audit", "save", saved.toString())).isEqualTo(ExitCode.OK);
    assertThat(verify(saved)).isEqualTo(ExitCode.OK);
    assertThat(saved.resolve("sessions").resolve(first)).isDirectory();

    List<Path> files;
    try (Stream<Path> all = Files.walk(saved)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(8);
    for (Path file : files) {
      byte[] sound = Files.readAllBytes(file);
      byte[] changed = sound.clone();
      changed[sound.length / 2] ^= 1;
      Files.write(file, changed);
      // What names the keys is taken at its word, and not every byte of it is the key.
      if (!file.toString().endsWith(".json")) {
        assertThat(verify(saved)).as("%s changed", file).isNotEqualTo(ExitCode.OK);
      }
      Files.delete(file);
      // A proof of its own adds nothing where the whole log is there.
      if (!file.toString().endsWith(".tlog-proof")) {
        assertThat(verify(saved)).as("%s gone", file).isNotEqualTo(ExitCode.OK);
      }
      Files.write(file, sound);
    }
    assertThat(verify(saved)).isEqualTo(ExitCode.OK);
  }

  @Test
  void sessionsAreFoundByWordsExportedAndHeldFromErasure(@TempDir Path folder) throws Exception {
    String session = recordedSession();
    assertThat(reviewer("sessions", "--text", "delete orders", "--decision", "deny"))
        .isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).contains(session);

    Path events = folder.resolve("events.json");
    assertThat(reviewer("audit", "export", "--ocsf", "--out", events.toString(), session))
        .isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(events))
        .anyMatch(line -> Json.MAPPER.readTree(line).path("class_uid").asInt() == 6005)
        .anyMatch(line -> Json.MAPPER.readTree(line).path("class_uid").asInt() == 3002);
    assertThat(reviewer("audit", "note", session, "Why?", "--as", "hold")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).contains("hold", "Why?");
    assertThat(reviewer("audit", "erase", session)).isEqualTo(ExitCode.USAGE);
    assertOneSentence("hold keeps this session");
  }

  private String recordedSession() throws Exception {
    String grant = request("analyst", "read");
    try (SignedIn analyst = stack.signIn("analyst")) {
      GovernedSession session = analyst.connect(grant, sentence -> {});
      assertThat(session.run("DELETE FROM orders", Interaction.decline()))
          .isInstanceOf(Outcome.Denied.class);
      analyst.signOut();
      return session.id();
    }
  }

  /** Without a service, a sign-in or a network. */
  private ExitCode verify(Path saved) {
    recorded = new RecordedTerminal(Map.of("GATEHOUSE_STATE", saved + "-state"));
    return code(
        Gatehouse.run(
            new CommandContext(
                recorded.terminal,
                (terminal, onlyPrint) -> {
                  throw new AssertionError("To verify needs no sign-in.");
                }),
            "verify",
            "--json",
            saved.toString()));
  }

  private String request(String account, String actions, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "request",
                "--source",
                Stack.SOURCE,
                "--action",
                actions,
                "--relation",
                "shop.*",
                "--purpose",
                "Remove what was booked twice",
                "--json"));
    arguments.addAll(List.of(more));
    assertThat(run(account, arguments.toArray(String[]::new))).isEqualTo(ExitCode.OK);
    return Json.MAPPER.readTree(recorded.out()).path("id").asString();
  }

  private ExitCode reviewer(String... arguments) {
    return run("reviewer", arguments);
  }

  private ExitCode run(String account, String... arguments) {
    recorded = new RecordedTerminal(Map.of());
    return run(recorded, account, arguments);
  }

  private ExitCode run(RecordedTerminal terminal, String account, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(arguments[0].equals("audit") ? 2 : 1, "--sign-in");
    return code(
        Gatehouse.run(
            new CommandContext(
                terminal.with(
                    Map.of(
                        "GATEHOUSE_CONTROL",
                        stack.control(),
                        "GATEHOUSE_STATE",
                        stack.stateDirectory("cli-" + account).toString())),
                (at, onlyPrint) -> new DemoBrowser(account)),
            all.toArray(String[]::new)));
  }

  private static ExitCode code(int number) {
    return Arrays.stream(ExitCode.values())
        .filter(code -> code.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private void assertOneSentence(String naming) {
    assertThat(recorded.err().strip())
        .contains(naming)
        .endsWith(".")
        .doesNotContain("\n")
        .doesNotContain("\tat ");
  }
}

package dev.gatehouse.core.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.audit.AuditEvents;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Every class of ways around a governance layer, against a real server, under a grant that allows
 * everything: nothing of a secret may come back, and what only asks must be stopped. A new case is
 * one line of the resource.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AttackSuite {
  static final String POLICY =
      """
      version: 1
      tags:
        - { columns: "lab.*.ssn", tag: pii.ssn }
        - { columns: "lab.*.salary", tag: hr.salary }
        - { columns: "lab.*.tags", tag: pii.tags }
        - { columns: "lab.*.doc", tag: pii.doc }
        - { columns: "lab.*.born", tag: pii.born }
        - { columns: "lab.*.photo", tag: pii.photo }
      masks:
        - { tag: pii.ssn, mask: show_last_4 }
        - { tag: hr.salary, mask: round }
        - { tag: pii.tags, mask: redact }
        - { tag: pii.doc, mask: redact }
        - { tag: pii.born, mask: year_only }
        - { tag: pii.photo, mask: redact }
      rules:
        - id: everything
          effect: allow
          who: { groups: [analysts] }
          what: { relations: ["lab.*"], actions: [read, insert, update, delete, ddl] }
          reason: The laboratory is open.
      """;

  /** Classes in which a statement that runs at all has already told something. */
  private static final List<String> MUST_STOP =
      List.of(
          "functions that run text",
          "functions with the owner",
          "files and large objects",
          "inference",
          "order and rank",
          "joins to guesses",
          "one character per row",
          "time and errors",
          "cast errors",
          "writes that launder",
          "session state",
          "a mask written back",
          "read-only escaped");

  private final Secrets secrets;
  private final String name;
  private Lab lab;
  private GovernedSession session;

  AttackSuite(String name, Secrets secrets) {
    this.name = name;
    this.secrets = secrets;
  }

  /** The server that it runs against. */
  abstract LabServer server() throws Exception;

  @BeforeAll
  void open() throws Exception {
    List<String> setup = new ArrayList<>();
    setup.add(Corpus.text("/attacks/" + name + "-lab.sql"));
    setup.addAll(List.of(secrets.inserts()));
    lab = new Lab(server(), "lab", POLICY, setup.toArray(String[]::new));
    session = lab.open();
  }

  @AfterAll
  void close() {
    session.close();
  }

  @TestFactory
  Stream<DynamicTest> nothingOfASecretComesBack() {
    Map<String, List<Corpus.Case>> byClass =
        Corpus.read("/attacks/" + name + ".txt").stream()
            .collect(Collectors.groupingBy(Corpus.Case::heading));
    return byClass.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> holds(entry.getValue())));
  }

  private void holds(List<Corpus.Case> cases) throws Exception {
    List<String> broken = new ArrayList<>();
    for (Corpus.Case attack : cases) {
      if (session.ended()) {
        session = lab.open(); // it ends a session that asks for masked values by errors
      }
      boolean guard = attack.heading().startsWith("guards");
      Answers answers =
          Answers.of(session, attack.sql(), guard ? Interaction.decline() : asked -> true);
      secrets.found(answers).ifPresent(what -> broken.add(attack + " => shows " + what));
      if (answers.ran() && mustStop(attack)) {
        broken.add(attack + " => ran (" + answers.effect() + ")");
      }
    }
    lab.record.stream()
        .map(AuditEvents::encode)
        .forEach(
            event ->
                secrets.foundInRecord(event).ifPresent(what -> broken.add("record shows " + what)));
    lab.record.clear();
    secrets.findInOpenTables(lab.server).ifPresent(broken::add);
    assertThat(broken).isEmpty();
  }

  private static boolean mustStop(Corpus.Case attack) {
    boolean guard = attack.heading().startsWith("guards") && !attack.sql().startsWith("/* select");
    return guard || (MUST_STOP.stream().anyMatch(attack.heading()::startsWith));
  }
}

package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.config.ControlConfig;
import dev.gatehouse.control.config.DatabaseConfig;
import dev.gatehouse.control.config.Secret;
import dev.gatehouse.control.config.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the service from starting is one sentence, and nothing is left running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartTest {
  private TestService service;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    service = new TestService(directory);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private void refused(ControlConfig config, String sentence) {
    assertThatThrownBy(() -> ControlService.start(config, service.clock))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(sentence);
  }

  private ControlConfig with(String host, int port) {
    ControlConfig c = service.config();
    return new ControlConfig(
        host,
        port,
        c.publicUri(),
        c.database(),
        c.identity(),
        c.sources(),
        c.policyFile(),
        c.stateDirectory(),
        c.timing(),
        c.notice());
  }

  @Test
  void anOpenAddressIsRefusedWithoutTls() {
    refused(with("0.0.0.0", 0), "no TLS of its own");
  }

  @Test
  void aPortInUseIsNamed() {
    refused(with("127.0.0.1", service.uri().getPort()), "is in use");
  }

  @Test
  void aWrongPasswordOfTheDatabaseIsNotShown() {
    ControlConfig c = service.config();
    DatabaseConfig database =
        new DatabaseConfig(
            c.database().jdbcUrl(), c.database().user(), Secret.of("t", () -> "wrong-secret"));
    ControlConfig config =
        new ControlConfig(
            c.host(),
            0,
            c.publicUri(),
            database,
            c.identity(),
            c.sources(),
            c.policyFile(),
            c.stateDirectory(),
            c.timing(),
            c.notice());
    assertThatThrownBy(() -> ControlService.start(config, service.clock))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("does not let")
        .hasMessageNotContaining("wrong-secret");
  }

  @Test
  void aPolicyThatIsWrongKeepsTheServiceFromStarting(@TempDir Path other) throws Exception {
    Path policy = other.resolve("policy.yaml");
    Files.writeString(policy, TestService.POLICY.replace("effect: allow", "effect: permit"));
    ControlConfig c = service.config();
    refused(
        new ControlConfig(
            c.host(),
            0,
            c.publicUri(),
            c.database(),
            c.identity(),
            c.sources(),
            policy,
            c.stateDirectory(),
            c.timing(),
            c.notice()),
        "policy.yaml, line 8, rule read-the-shop");
  }

  @Test
  void keysAreForTheServicesUserAlone() throws Exception {
    Path keys = service.directory.resolve("state/keys.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
    try {
      refused(service.config(), "Others may read the key file");
    } finally {
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    }
  }
}

package dev.gatehouse.control.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.control.api.SignInHints;
import dev.gatehouse.control.config.NoticeConfig.Topic;
import dev.gatehouse.core.catalog.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlConfigTest {
  private static final String GOOD =
      """
      listen: { host: 127.0.0.1, port: 8470 }
      database:
        url: jdbc:postgresql://127.0.0.1:5432/gatehouse
        user: gatehouse
        password: env:DB_PASSWORD
      identity:
        issuer: https://id.example.test
        clientId: gatehouse
        groups: { "G-1": analysts }
      sources:
        - name: shop-production
          title: The shop
          environment: prod
          host: db.example.test
          port: 5432
          database: shop
          minter: { user: minter, password: "file:minter.secret" }
      policy: policy.yaml
      state: state
      timing: { sessionStaleAfter: 30s }
      """;

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(directory.resolve("policy.yaml"), "version: 1\n");
    Files.writeString(directory.resolve("minter.secret"), "from a file\n");
  }

  private ControlConfig load(String yaml) throws IOException, StartupException {
    Path file = directory.resolve("control.yaml");
    Files.writeString(file, yaml);
    return ControlConfig.load(file, Map.of("DB_PASSWORD", "from the environment"));
  }

  @Test
  void everythingIsReadAndTheRestHasDefaults() throws Exception {
    ControlConfig config = load(GOOD);
    SourceConfig source = config.sources().getFirst();
    assertThat(config.port()).isEqualTo(8470);
    assertThat(config.database().password().reveal()).isEqualTo("from the environment");
    assertThat(source.minterPassword().reveal()).isEqualTo("from a file");
    assertThat(source.id().environment()).isEqualTo(Environment.PRODUCTION);
    assertThat(source.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example.test:5432/shop?sslmode=verify-full");
    assertThat(config.identity().audiences()).containsExactly("gatehouse");
    assertThat(config.stateDirectory()).isEqualTo(directory.resolve("state"));
    assertThat(config.timing().sessionStaleAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.timing().requestLapsesAfter()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void whoSignsInHowIsReadWhereItIsNotAsUsual() throws Exception {
    IdentityConfig identity =
        load(GOOD.replace(
                "  groups: { \"G-1\": analysts }",
                """
                  publicClientSecret: not-a-secret
                  deviceClientId: tv
                  publicDeviceClientSecret: not-one-either
                  redirectPorts: [8400, 8401]
                  requiredClaims: { hd: example.test }
                  members: { "Mia@example.test": [reviewers, analysts] }
                  services:
                    - { subject: svc-1, name: nightly report, groups: [analysts] }
                """))
            .identity();
    assertThat(identity.groups()).isEmpty();
    assertThat(identity.signIn())
        .isEqualTo(new SignInHints("not-a-secret", "tv", "not-one-either", List.of(8400, 8401)));
    assertThat(identity.people().requiredClaims()).containsEntry("hd", "example.test");
    assertThat(identity.people().members())
        .containsEntry("mia@example.test", Set.of("reviewers", "analysts"));
    assertThat(identity.people().services().get("svc-1"))
        .isEqualTo(new IdentityConfig.ServiceAccount("nightly report", Set.of("analysts")));
  }

  private ControlConfig withNotices(String notices, String url, String key) throws Exception {
    Path file = directory.resolve("control.yaml");
    Files.writeString(file, GOOD + notices);
    return ControlConfig.load(
        file, Map.of("DB_PASSWORD", "secret", "CHAT_URL", url, "HOOK_KEY", key));
  }

  @Test
  void noticesAreReadAndTheirAddressesStaySecret() throws Exception {
    String key = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    ControlConfig config =
        withNotices(
            """
            notices:
              - { name: chat, kind: slack, url: "env:CHAT_URL" }
              - { name: hook, kind: webhook, url: "env:CHAT_URL", signingKey: "env:HOOK_KEY", tell: [automatic] }
            """,
            "https://hooks.example.test/services/very-secret-path",
            key);
    assertThat(config.notices()).extracting(NoticeConfig::name).containsExactly("chat", "hook");
    assertThat(config.notices().getFirst().tell())
        .containsExactlyInAnyOrder(Topic.REQUESTS, Topic.DECISIONS);
    assertThat(config.notices().getLast().tell()).containsExactly(Topic.AUTOMATIC);
    assertThat(config.toString()).doesNotContain("very-secret-path", key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.test/x",
        "https://ada:pw@hooks.example.test/x",
        "ftp://hooks.example.test/x",
        "no address at all",
        "http://127.0.0.1.evil.test/x"
      })
  void anAddressThatIsNotProtectedIsRefusedWithoutBeingShown(String url) {
    assertThatThrownBy(
            () ->
                withNotices(
                    "notices: [{ name: chat, kind: teams, url: \"env:CHAT_URL\" }]\n", url, "k"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("https URL")
        .hasMessageNotContaining(url);
  }

  @Test
  void aShortKeyAndAnAddressInTheFileAreRefused() {
    assertThatThrownBy(
            () ->
                withNotices(
                    "notices: [{ name: h, kind: webhook, url: \"env:CHAT_URL\", signingKey:"
                        + " \"env:HOOK_KEY\" }]\n",
                    "https://hooks.example.test/x",
                    "whsec_c2hvcnQ="))
        .hasMessageContaining("24 to 64 random bytes")
        .hasMessageNotContaining("c2hvcnQ");
    assertThatThrownBy(
            () ->
                withNotices(
                    "notices: [{ name: h, kind: slack, url: \"https://hooks.example.test/x\" }]\n",
                    "x",
                    "k"))
        .hasMessageContaining("by reference only")
        .hasMessageNotContaining("hooks.example");
  }

  @Test
  void noSecretIsInItsTextForm() throws Exception {
    assertThat(load(GOOD).toString())
        .doesNotContain("from the environment", "from a file")
        .contains("env:DB_PASSWORD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "port: 8470 | port: many | line 1: 'port' must be a number from 0 to 65535",
        "env:DB_PASSWORD | hunter2 | line 5: A secret is given by reference only",
        "env:DB_PASSWORD | env:OTHER | line 5: The environment variable OTHER is not set",
        "file:minter.secret | file:gone | line 17: The secret file",
        "https://id.example.test | http://id.example.test | line 7: 'issuer' must be an https URL",
        "clientId: gatehouse | client: gatehouse | 'clientId' is missing",
        "environment: prod | environment: live | line 13: 'environment' must be dev, staging or"
            + " prod",
        "environment: prod | dialect: oracle\\n"
            + "    environment: prod | must be postgresql, mariadb or mysql",
        "state: state | state: state\\ncolour: blue | line 20: 'colour' is no known key here",
        "state: state | state: state\\nstate: other | 'state' stands here twice",
        "policy: policy.yaml | policy: gone.yaml | which is no file",
        "30s | soon | must be a time such as",
        "shop-production | Shop! | may hold lower-case letters",
        "state: state | state: state\\nidentity: {} | 'identity' stands here twice",
        "groups: { | redirectPorts: [80]\\n  groups: { | numbers from 1024 to 65535",
        "groups: { | members: { a@b.test: [admins] }\\n"
            + "  groups: { | must hold some of analysts, dbas",
        "groups: { | services: [{ subject: s, name: n, groups: [reviewers] }]\\n"
            + "  groups: { | only people decide",
        "jdbc:postgresql: | jdbc:mysql: | must begin with jdbc:postgresql:",
      })
  void aMistakeIsOneSentenceWithItsLine(String from, String to, String sentence) {
    String yaml = GOOD.replace(from, to.replace("\\n", "\n"));
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("control.yaml")
        .hasMessageContaining(sentence)
        .hasMessageEndingWith(".");
  }

  @Test
  void whatIsNoYamlIsSaidToBeNone() {
    assertThatThrownBy(() -> load("a: [")).hasMessageContaining("not valid YAML");
    assertThatThrownBy(() -> load("")).hasMessageContaining("must hold keys");
    assertThatThrownBy(() -> ControlConfig.load(directory.resolve("none.yaml"), Map.of()))
        .hasMessageContaining("There is no configuration file");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.8.9.1, true",
    "::1, true",
    "[::1], true",
    "localhost, true",
    "0.0.0.0, false",
    "10.0.0.1, false",
    "localhost.example.test, false",
    "127.0.0.1.example.test, false",
  })
  void onlyThisMachineIsLoopback(String host, boolean loopback) {
    assertThat(Loopback.isLoopback(host)).isEqualTo(loopback);
  }
}

package dev.gatehouse.app.cli;

import dev.gatehouse.postgres.EphemeralPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A database of somebody's own, its administrator, and the command line beside it. */
final class PolicyLab {
  static final String PASSWORD = "LAB_PASSWORD";

  final EphemeralPostgres.Database database;
  final String admin;
  final Path policy;
  private final String password;
  private final Path folder;
  RecordedTerminal recorded = new RecordedTerminal(Map.of());

  private PolicyLab(
      EphemeralPostgres.Database database,
      String admin,
      String password,
      Path policy,
      Path folder) {
    this.database = database;
    this.admin = admin;
    this.password = password;
    this.policy = policy;
    this.folder = folder;
  }

  /** An administrator who owns the database and may create roles, but is no superuser. */
  static PolicyLab withOwner(Path folder) throws Exception {
    EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
    String admin = "admin_" + random();
    String password = random();
    database.execute(
        "CREATE ROLE " + admin + " LOGIN CREATEROLE PASSWORD '" + password + "'",
        "GRANT pg_signal_backend TO " + admin,
        "ALTER DATABASE " + database.name() + " OWNER TO " + admin);
    try (Connection connection = database.connect(admin, password);
        Statement statement = connection.createStatement()) {
      statement.execute(resource("lab.sql"));
    }
    return new PolicyLab(database, admin, password, write(folder), folder);
  }

  /** The server's superuser administers it. */
  static PolicyLab withSuperuser(Path folder) throws Exception {
    EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
    database.execute(resource("lab.sql"));
    return new PolicyLab(
        database,
        database.server().superuser(),
        database.server().password(),
        write(folder),
        folder);
  }

  /** The same lab with another policy. */
  PolicyLab with(Path otherPolicy) {
    return new PolicyLab(database, admin, password, otherPolicy, folder);
  }

  String password() {
    return password;
  }

  private static Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("policy.yaml"), resource("lab-policy.yaml"));
  }

  static String resource(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(PolicyLab.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String random() {
    byte[] bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Runs {@code policy try} as an analyst; returns its exit code. */
  int attempt(String... more) {
    return attemptAs("analysts", "", more);
  }

  int attemptAs(String groups, String input, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "policy",
                "try",
                "--url",
                database.jdbcUrl(),
                "--db-user",
                admin,
                "--db-password-env",
                PASSWORD,
                "--policy",
                policy.toString(),
                "--as",
                "ann",
                "--groups",
                groups));
    arguments.addAll(List.of(more));
    return run(input, arguments.toArray(String[]::new));
  }

  /** Runs any command line with the lab's environment. */
  int run(String input, String... arguments) {
    Map<String, String> environment =
        Map.of(PASSWORD, password, "GATEHOUSE_STATE", folder.resolve("state").toString());
    recorded = new RecordedTerminal(environment, input, false);
    return Gatehouse.run(
        new CommandContext(recorded.terminal, (terminal, onlyPrint) -> address -> {}), arguments);
  }

  /** The answers of the last run. */
  List<JsonNode> answers() {
    return recorded.out().lines().map(Json.MAPPER::readTree).toList();
  }

  /** Roles of sandboxes on the whole server. */
  List<String> sandboxRoles() throws SQLException {
    return query("SELECT rolname FROM pg_roles WHERE rolname ~ '^gh_try_' ORDER BY 1");
  }

  List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }
}

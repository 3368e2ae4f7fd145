package dev.gatehouse.app.cli;

import dev.gatehouse.app.client.ClientConfig;
import dev.gatehouse.app.client.GatehouseClient;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which control service, and where this person's state is. */
final class ServiceOptions {
  /** Remembers the address of the last sign-in. */
  private static final String ADDRESS_FILE = "control-address";

  @Option(
      names = "--control",
      paramLabel = "URL",
      description = "the control service; else GATEHOUSE_CONTROL, else that of the last login")
  private @Nullable String control;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where keys, records and the log are; else GATEHOUSE_STATE")
  private @Nullable Path state;

  /** The state directory, made and with its log open. */
  Path stateDirectory(Terminal terminal) throws GatehouseException {
    Path directory = chosen(terminal);
    try {
      LogFile.open(directory);
      return directory;
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.RECORD_UNAVAILABLE,
          "The state directory "
              + directory
              + " cannot be written; give another one with --state or GATEHOUSE_STATE.",
          e);
    }
  }

  /**
   * A client of the control service.
   *
   * @param keepTokens whether the sign-in may be kept in the keychain
   */
  GatehouseClient client(Terminal terminal, boolean keepTokens) throws GatehouseException {
    Path directory = stateDirectory(terminal);
    return GatehouseClient.create(
        new ClientConfig(
            address(terminal, directory),
            directory,
            Clock.systemUTC(),
            Gatehouse.version(),
            keepTokens),
        terminal.environment());
  }

  /** Notes the address for later commands. */
  void remember(Terminal terminal) throws GatehouseException {
    Path directory = chosen(terminal);
    try {
      Files.writeString(directory.resolve(ADDRESS_FILE), address(terminal, directory));
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.RECORD_UNAVAILABLE, "The state directory " + directory + " cannot be written.", e);
    }
  }

  private Path chosen(Terminal terminal) {
    if (state != null) {
      return state.toAbsolutePath();
    }
    String named = terminal.environment().getOrDefault("GATEHOUSE_STATE", "");
    return named.isBlank()
        ? StateDirectory.standard(terminal.environment())
        : Path.of(named).toAbsolutePath();
  }

  private String address(Terminal terminal, Path directory) throws GatehouseException {
    if (control != null) {
      return control;
    }
    String named = terminal.environment().getOrDefault("GATEHOUSE_CONTROL", "");
    if (!named.isBlank()) {
      return named;
    }
    Path remembered = directory.resolve(ADDRESS_FILE);
    try {
      if (Files.exists(remembered)) {
        return Files.readString(remembered).strip();
      }
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.RECORD_UNAVAILABLE, "The file " + remembered + " cannot be read.", e);
    }
    throw new GatehouseException(
        Kind.BAD_INPUT,
        "Say which control service to use: --control https://… or the environment variable"
            + " GATEHOUSE_CONTROL.");
  }
}

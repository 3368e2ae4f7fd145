package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.audit.verify.Recording;
import dev.gatehouse.core.audit.verify.VerificationKeys;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code gatehouse verify}: checks a recording's chain, signatures and receipts, offline. */
@Command(
    name = "verify",
    description = {
      "Check a recorded session offline: frames, chain, the device's signatures, receipts.",
      "SESSION names a session in the state directory; FOLDER is one with its segments."
    })
final class VerifyCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Parameters(paramLabel = "SESSION|FOLDER", description = "what to check")
  private String what = "";

  @Option(
      names = "--device-key",
      paramLabel = "FILE",
      description =
          "the recording device's public key as a JWK; else what the folder says of itself")
  private @Nullable Path deviceKey;

  @Option(
      names = "--receipt-key",
      paramLabel = "FILE",
      description = "the service's public receipt key as a JWK; else what the folder says")
  private @Nullable Path receiptKey;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  VerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    Path folder = folder();
    JsonNode ticket = ticket(folder);
    String device = key(deviceKey, ticket, "deviceKey").orElseThrow(() -> noKey(folder));
    VerificationReport report;
    try {
      Recording found = Recording.ofFolder(folder);
      String session = ticket.path("sessionId").asString("");
      Recording recording =
          session.isEmpty() ? found : found.expecting(session, segmentCount(folder, ticket));
      report =
          Verifier.verify(
              recording,
              new VerificationKeys(
                  device, key(receiptKey, ticket, "receiptKey"), Optional.empty()));
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The recording in " + folder + " cannot be read.", e);
    } catch (IllegalArgumentException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "A key given for the verification is no public key (JWK).", e);
    }
    return VerifyPrinter.print(context.terminal(), report, json).number();
  }

  private Path folder() throws GatehouseException {
    Path named = Path.of(what);
    if (Files.isDirectory(named)) {
      return named;
    }
    if (what.matches("[A-Za-z0-9_-]{1,64}")) {
      Path kept = service.stateDirectory(context.terminal()).resolve("spool").resolve(what);
      if (Files.isDirectory(kept)) {
        return kept;
      }
    }
    throw new GatehouseException(
        Kind.BAD_INPUT,
        "There is no recording '"
            + what
            + "' here; give a folder with segments, or a session of this state directory.");
  }

  /** What the folder says of itself: a client's spool, or a recording that was saved. */
  private static JsonNode ticket(Path folder) throws GatehouseException {
    Path spool = folder.resolve("session.json");
    return json(Files.exists(spool) ? spool : folder.resolve("recording.json"));
  }

  private static OptionalLong segmentCount(Path folder, JsonNode ticket) throws GatehouseException {
    JsonNode own = ticket.path("segments");
    JsonNode said = own.isNumber() ? own : json(folder.resolve("ended.json")).path("segments");
    return said.isNumber() ? OptionalLong.of(said.asLong()) : OptionalLong.empty();
  }

  private static JsonNode json(Path file) throws GatehouseException {
    try {
      return Files.exists(file)
          ? Json.MAPPER.readTree(Files.readString(file))
          : Json.MAPPER.createObjectNode();
    } catch (IOException | JacksonException e) {
      throw new GatehouseException(Kind.BAD_INPUT, "The file " + file + " is damaged.", e);
    }
  }

  private static Optional<String> key(@Nullable Path file, JsonNode ticket, String name)
      throws GatehouseException {
    if (file == null) {
      String own = ticket.path(name).asString("");
      return own.isEmpty() ? Optional.empty() : Optional.of(own);
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new GatehouseException(Kind.BAD_INPUT, "The key " + file + " cannot be read.", e);
    }
  }

  private static GatehouseException noKey(Path folder) {
    return new GatehouseException(
        Kind.BAD_INPUT,
        "The folder "
            + folder
            + " does not say which device recorded it; give the device's public key with"
            + " --device-key.");
  }
}

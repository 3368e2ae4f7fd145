package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.audit.verify.LogVerifier;
import dev.gatehouse.core.audit.verify.SavedRecording;
import dev.gatehouse.core.audit.verify.VerificationKeys;
import dev.gatehouse.core.audit.verify.VerificationReport;
import dev.gatehouse.core.audit.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse verify}: checks a recording's chain, signatures and receipts, offline. */
@Command(
    name = "verify",
    description = {
      "Check what was recorded offline: frames, chain, signatures, receipts, the service's log.",
      "SESSION names a session in the state directory; FOLDER is that of a session, of many"
          + " sessions, or of a whole log (gatehouse audit save)."
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

  @Option(
      names = "--log-key",
      paramLabel = "FILE",
      description = "the key of the service's log as a JWK; else what the folder says")
  private @Nullable Path logKey;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "a checkpoint that was kept; the log must continue it (may be repeated)")
  private List<Path> checkpoints = new ArrayList<>();

  VerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws GatehouseException {
    Path folder = folder();
    try {
      if (LogVerifier.isLog(folder)) {
        return log(folder).number();
      }
      if (SavedRecording.isOne(folder) || deviceKey != null) {
        VerificationReport report = session(folder, SavedRecording.read(folder));
        return VerifyPrinter.print(context.terminal(), report, json).number();
      }
      return sessions(folder).number();
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The recording in " + folder + " cannot be read.", e);
    } catch (IllegalArgumentException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "A key given for the verification is no public key (JWK).", e);
    }
  }

  /** A folder of sessions, such as a spool or a service's segments. */
  private ExitCode sessions(Path folder) throws IOException, GatehouseException {
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = files.filter(SavedRecording::isOne).sorted().toList();
    }
    if (all.isEmpty()) {
      throw noKey(folder);
    }
    ExitCode worst = ExitCode.OK;
    for (Path one : all) {
      VerificationReport report = session(one, SavedRecording.read(one));
      if (!json) {
        String name = report.sessionId().isEmpty() ? one.toString() : report.sessionId();
        context.terminal().out().println(TextWidth.printable(name + ":"));
      }
      if (VerifyPrinter.print(context.terminal(), report, json) != ExitCode.OK) {
        worst = ExitCode.VERIFICATION_FAILED;
      }
    }
    return worst;
  }

  private VerificationReport session(Path folder, SavedRecording saved) throws GatehouseException {
    String device = key(deviceKey).or(saved::deviceKey).orElseThrow(() -> noKey(folder));
    return Verifier.verify(
        saved.recording(),
        new VerificationKeys(device, key(receiptKey).or(saved::receiptKey), Optional.empty()));
  }

  private ExitCode log(Path folder) throws IOException, GatehouseException {
    Path own = folder.resolve("log-key.json");
    String key = key(logKey).orElse(Files.exists(own) ? Files.readString(own) : "");
    if (key.isEmpty()) {
      throw new GatehouseException(
          Kind.BAD_INPUT,
          "The folder " + folder + " does not say the log's key; give it with --log-key.");
    }
    List<String> earlier = new ArrayList<>();
    for (Path checkpoint : checkpoints) {
      earlier.add(Files.readString(checkpoint));
    }
    return VerifyPrinter.print(context.terminal(), LogVerifier.verify(folder, key, earlier), json);
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

  private static Optional<String> key(@Nullable Path file) throws GatehouseException {
    if (file == null) {
      return Optional.empty();
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

package dev.gatehouse.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs PostgreSQL's programs. They refuse to run as root or as a user without a name, so for those
 * they run in a user namespace of their own ({@code unshare -U}), in which nobody is root; files
 * and process ids stay the same.
 */
final class Programs {
  private static final Logger log = LoggerFactory.getLogger(Programs.class);

  private final Binaries binaries;
  private final boolean apart;

  Programs(Binaries binaries) throws PostgresException {
    this.binaries = binaries;
    this.apart = needsNamespace();
    if (apart && run(List.of("unshare", "-U", "true")) != 0) {
      throw new PostgresException(
          "PostgreSQL refuses to run as root or as a user without a name, and this machine allows no user namespace; run Gatehouse as an ordinary user.");
    }
  }

  /**
   * Runs one of the programs to its end.
   *
   * @return its exit code
   */
  int run(String program, String... arguments) throws PostgresException {
    List<String> command = new ArrayList<>();
    if (apart) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.program(program));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Java names a user whom the system does not know {@code ?}. */
  private static boolean needsNamespace() {
    return Set.of("root", "?").contains(System.getProperty("user.name", "?"))
        && !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  private static int run(List<String> command) throws PostgresException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    String name = command.get(command.size() > 2 && command.contains("-U") ? 2 : 0);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return finish(process, name);
    } catch (IOException e) {
      throw new PostgresException("The program %s could not be run.".formatted(name), e);
    }
  }

  private static int finish(Process process, String name) throws IOException, PostgresException {
    // Read apart: on Windows the server that pg_ctl starts keeps the pipe open after pg_ctl ended.
    StringBuilder output = new StringBuilder();
    Thread reader = Thread.ofVirtual().start(() -> drain(process.getInputStream(), output));
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new PostgresException("The program %s did not end in 120 seconds.".formatted(name));
      }
      if (process.exitValue() != 0) {
        reader.join(1_000);
        synchronized (output) {
          log.warn("{} ended with {}: {}", name, process.exitValue(), output);
        }
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new PostgresException("Waiting for PostgreSQL was interrupted.", e);
    }
  }

  private static void drain(InputStream in, StringBuilder output) {
    byte[] buffer = new byte[4096];
    try (in) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        synchronized (output) {
          if (output.length() < 8_192) {
            output.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IOException e) {
      log.debug("The output of a program ended early.", e);
    }
  }
}

package dev.gatehouse.control;

import dev.gatehouse.control.config.ControlConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A control service in a process of its own, which can be killed. */
final class OtherProcess implements AutoCloseable {
  private final Process process;
  final URI uri;

  private OtherProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** The child: starts the service, says where it listens, and stays. */
  public static void main(String[] arguments) throws Exception {
    ControlService service =
        ControlService.start(ControlConfig.load(Path.of(arguments[0]), System.getenv()));
    System.out.println("at " + service.uri());
    new CountDownLatch(1).await();
  }

  static OtherProcess start(TestService of) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            of.configFile().toString());
    builder.environment().putAll(of.environment());
    builder.redirectError(of.directory.resolve("child.log").toFile());
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("at ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("The child did not start; see " + of.directory + "/child.log");
    }
    return new OtherProcess(process, URI.create(line.substring(3)));
  }

  /** SIGKILL: nothing is tidied up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}

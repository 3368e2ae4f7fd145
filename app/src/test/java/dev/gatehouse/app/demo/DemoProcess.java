package dev.gatehouse.app.demo;

import dev.gatehouse.app.demo.shop.ShopSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A demo in a JVM of its own, to be ended from outside. */
final class DemoProcess {
  private DemoProcess() {}

  /** A small demo, as tests want it. */
  static DemoConfig small() {
    return small(part -> {});
  }

  private static DemoConfig small(Consumer<String> progress) {
    return new DemoConfig(ShopSize.small(), ShopSize.small(), Clock.systemUTC(), progress);
  }

  /** Starts it and waits until it runs. */
  static Process start(Path directory) throws IOException {
    return startUntil("running", directory);
  }

  /** Starts it and waits until it says that. */
  static Process startUntil(String said, Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DemoProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader().readLine();
    while (!said.equals(line)) {
      if (line == null) {
        throw new IOException("The demo did not come to say: " + said);
      }
      line = process.inputReader().readLine();
    }
    return process;
  }

  /** The process of the demo's PostgreSQL. */
  static ProcessHandle postgres(Path directory) throws IOException {
    Path file = directory.resolve("postgres").resolve("data").resolve("postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
  }

  /** Runs until the process is ended. */
  public static void main(String[] arguments) throws Exception {
    try (DemoDirectory directory = DemoDirectory.open(Path.of(arguments[0]));
        DemoStack stack = DemoStack.start(directory, small(System.out::println))) {
      System.out.println(stack.control().isAbsolute() ? "running" : "nowhere");
      new CountDownLatch(1).await();
    }
  }
}

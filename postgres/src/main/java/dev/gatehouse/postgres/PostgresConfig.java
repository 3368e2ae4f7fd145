package dev.gatehouse.postgres;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a server is started. Immutable.
 *
 * @param directory holds the data ({@code data/}), the superuser's password and the log; made where
 *     missing, used again where it holds a server's data
 * @param port the TCP port on 127.0.0.1, or 0 for a free one
 * @param durable whether a commit survives a crash of the machine; false only for throw-away data
 * @param stopAtExit whether the server stops by itself when the JVM ends; false for an owner that
 *     stops several parts in an order
 */
public record PostgresConfig(Path directory, int port, boolean durable, boolean stopAtExit) {
  public PostgresConfig {
    Objects.requireNonNull(directory);
    directory = directory.toAbsolutePath().normalize();
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port + ".");
    }
  }

  /** A durable server on a free port that stops with the JVM. */
  public static PostgresConfig in(Path directory) {
    return new PostgresConfig(directory, 0, true, true);
  }

  /** The same on that port; 0 for a free one. */
  public PostgresConfig withPort(int newPort) {
    return new PostgresConfig(directory, newPort, durable, stopAtExit);
  }

  /** The same for data that may be lost with the machine, which is faster. */
  public PostgresConfig withThrowAwayData() {
    return new PostgresConfig(directory, port, false, stopAtExit);
  }

  /** The same without a shutdown hook: the owner closes it. */
  public PostgresConfig withoutExitHook() {
    return new PostgresConfig(directory, port, durable, false);
  }

  Path data() {
    return directory.resolve("data");
  }

  Path passwordFile() {
    return directory.resolve("superuser.password");
  }

  Path log() {
    return directory.resolve("server.log");
  }

  Path lock() {
    return directory.resolve("server.lock");
  }
}

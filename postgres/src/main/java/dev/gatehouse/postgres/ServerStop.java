package dev.gatehouse.postgres;

import java.nio.file.Path;

/** Stops the server of a data directory. */
final class ServerStop {
  private ServerStop() {}

  /**
   * @param mode {@code fast} (clean, ends sessions) or {@code immediate} (recovers at next start)
   * @return whether no server runs there afterwards
   */
  static boolean stop(Path data, Programs programs, String mode) throws PostgresException {
    return programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", mode, "-w", "-t", "20") == 0;
  }
}

package dev.gatehouse.postgres;

import java.util.Locale;

/**
 * The operating system and processor, as the archives of the binaries name them.
 *
 * @param os {@code linux}, {@code darwin} or {@code windows}
 * @param arch {@code x86_64} or {@code arm_64}
 */
record Platform(String os, String arch) {
  static Platform current() throws PostgresException {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String osName, String osArch) throws PostgresException {
    String name = osName.toLowerCase(Locale.ROOT);
    String os =
        name.startsWith("linux")
            ? "linux"
            : name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "";
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (os.isEmpty() || arch.isEmpty()) {
      throw new PostgresException(
          "Gatehouse brings no PostgreSQL for %s on %s; use Linux, macOS or Windows on a 64-bit Intel or ARM processor."
              .formatted(osName, osArch));
    }
    return new Platform(os, arch);
  }

  boolean windows() {
    return os.equals("windows");
  }

  /** The archive's name on the class path. */
  String archive() {
    return "postgres-" + this + ".txz";
  }

  @Override
  public String toString() {
    return os + "-" + arch;
  }
}

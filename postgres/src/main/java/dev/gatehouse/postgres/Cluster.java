package dev.gatehouse.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A data directory and its settings: made once, used again, the settings written anew before each
 * start.
 */
final class Cluster {
  static final String SUPERUSER = "postgres";

  private final PostgresConfig config;
  private final Programs programs;

  Cluster(PostgresConfig config, Programs programs) {
    this.config = config;
    this.programs = programs;
  }

  /** Makes the data directory where there is none; returns the superuser's password. */
  String prepare() throws PostgresException, IOException {
    if (Files.isDirectory(config.data())) {
      requireSameMajor();
      return readPassword();
    }
    Path half = config.directory().resolve("data.half");
    Trees.delete(half);
    String password = newPassword();
    writePrivately(config.passwordFile(), password);
    int exit =
        programs.run(
            "initdb",
            "-D",
            half.toString(),
            "-U",
            SUPERUSER,
            "--auth=scram-sha-256",
            "--pwfile=" + config.passwordFile(),
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
            config.durable() ? "--sync-method=fsync" : "--no-sync");
    if (exit != 0) {
      Trees.delete(half);
      throw new PostgresException(
          "PostgreSQL's data directory could not be made in %s; the log says why."
              .formatted(config.directory()));
    }
    Files.writeString(half.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    Files.writeString(
        half.resolve("postgresql.conf"),
        Files.readString(half.resolve("postgresql.conf")) + "\ninclude 'gatehouse.conf'\n");
    Files.move(half, config.data(), StandardCopyOption.ATOMIC_MOVE);
    return password;
  }

  /** Writes the settings of the next start. */
  void configure(int port) throws IOException {
    String durability =
        config.durable() ? "" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";
    // The server's log must hold no value: neither statements that failed nor DETAIL lines.
    Files.writeString(
        config.data().resolve("gatehouse.conf"),
        """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 120
        jit = off
        max_wal_size = '1GB'
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_statement = 'none'
        log_min_error_statement = 'panic'
        log_error_verbosity = 'terse'
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_checkpoints = off
        logging_collector = off
        """
                .formatted(port)
            + durability);
  }

  private void requireSameMajor() throws IOException, PostgresException {
    Path file = config.data().resolve("PG_VERSION");
    String found = Files.exists(file) ? Files.readString(file).strip() : "";
    String ours = Binaries.version().replaceAll("\\..*", "");
    if (!found.equals(ours)) {
      throw new PostgresException(
          "The directory %s holds no data of PostgreSQL %s; name another directory or remove it."
              .formatted(config.data(), ours));
    }
  }

  private String readPassword() throws IOException, PostgresException {
    if (!Files.isReadable(config.passwordFile())) {
      throw new PostgresException(
          "The superuser's password in %s is missing; put the file back, or remove %s to start anew."
              .formatted(config.passwordFile(), config.directory()));
    }
    return Files.readString(config.passwordFile()).strip();
  }

  static String newPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void writePrivately(Path file, String secret) throws IOException {
    Files.deleteIfExists(file);
    if (Trees.posix(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(file, (secret + "\n").getBytes(StandardCharsets.UTF_8));
  }
}

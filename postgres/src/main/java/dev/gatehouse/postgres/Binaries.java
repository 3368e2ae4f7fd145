package dev.gatehouse.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of one PostgreSQL version, unpacked once for a user. Unpacking happens beside the
 * final place and ends in an atomic rename, so a directory of that name is always whole.
 */
final class Binaries {
  private static final Object IN_THIS_JVM = new Object();

  private final Path home;
  private final Platform platform;

  private Binaries(Path home, Platform platform) {
    this.home = home;
    this.platform = platform;
  }

  /** Unpacks below {@code cache} what is not there yet. */
  static Binaries in(Path cache) throws PostgresException {
    Platform platform = Platform.current();
    try {
      Path home = cache.resolve(version() + "-" + platform);
      if (!Files.isDirectory(home)) {
        unpackOnce(cache, home, platform);
      }
      return new Binaries(home, platform);
    } catch (IOException e) {
      throw new PostgresException(
          "The PostgreSQL that ships with Gatehouse could not be unpacked into %s; see that the directory can be written and the disk is not full."
              .formatted(cache),
          e);
    }
  }

  /** The full path of {@code initdb}, {@code pg_ctl} or {@code postgres}. */
  String program(String name) {
    return home.resolve("bin").resolve(platform.windows() ? name + ".exe" : name).toString();
  }

  /** The version of the binaries, such as {@code 18.6.0}. */
  static String version() throws IOException {
    try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
      if (in == null) {
        throw new IOException("binaries.properties is missing from the build.");
      }
      Properties properties = new Properties();
      properties.load(in);
      String version = properties.getProperty("version", "");
      if (!version.matches("[0-9]+(\\.[0-9]+)*")) {
        throw new IOException("binaries.properties names no version.");
      }
      return version;
    }
  }

  private static void unpackOnce(Path cache, Path home, Platform platform)
      throws IOException, PostgresException {
    synchronized (IN_THIS_JVM) {
      Trees.makePrivate(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("unpack.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid() || Files.isDirectory(home)) {
          return;
        }
        removeHalfUnpacked(cache);
        Path half = Files.createTempDirectory(cache, "half-");
        unpack(platform, half);
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void removeHalfUnpacked(Path cache) throws IOException {
    try (Stream<Path> entries = Files.list(cache)) {
      for (Path entry : entries.toList()) {
        if (String.valueOf(entry.getFileName()).startsWith("half-")) {
          Trees.delete(entry);
        }
      }
    }
  }

  private static void unpack(Platform platform, Path target) throws IOException, PostgresException {
    InputStream archive = Binaries.class.getResourceAsStream("/" + platform.archive());
    if (archive == null) {
      throw new PostgresException(
          "This build of Gatehouse holds no PostgreSQL for %s; build it on that platform."
              .formatted(platform));
    }
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(archive), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (needed(entry)) {
          unpack(tar, entry, target);
        }
      }
    }
  }

  private static boolean needed(TarArchiveEntry entry) {
    String name = entry.getName();
    return !name.endsWith(".a") && !name.startsWith("include/") && !name.contains("/pkgconfig/");
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("The archive names a file outside of itself.");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, path);
      if (Trees.posix(path)) {
        Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
      }
    } else {
      throw new IOException("The archive holds an entry of an unknown kind.");
    }
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }
}

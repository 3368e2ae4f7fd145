package dev.gatehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
    "Windows 11, amd64, postgres-windows-x86_64.txz"
  })
  void eachPlatformHasItsArchive(String os, String arch, String archive) throws Exception {
    assertThat(Platform.of(os, arch).archive()).isEqualTo(archive);
  }

  @Test
  void anotherPlatformIsNamedInOneSentence() {
    assertThatThrownBy(() -> Platform.of("SunOS", "sparcv9"))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("no PostgreSQL for SunOS on sparcv9");
  }

  @Test
  void programsAreUnpackedIntoTheUsersCache() throws Exception {
    Path cache = temporary.resolve("cache");
    assertThat(
            CacheDirectory.find(Map.of("XDG_CACHE_HOME", cache.toString()), temporary, temporary))
        .isEqualTo(cache.resolve("gatehouse/postgres"));
    assertThat(CacheDirectory.find(Map.of(), temporary, temporary))
        .isEqualTo(temporary.resolve(".cache/gatehouse/postgres"));
  }

  @Test
  void whereTheHomeCannotBeWrittenAPrivateTemporaryDirectoryServes() throws Exception {
    Path home = temporary.resolve("home");
    Files.writeString(home, "no directory");
    Path found = CacheDirectory.find(Map.of(), home, temporary);
    assertThat(found).hasParent(temporary);
    Files.setPosixFilePermissions(found, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> CacheDirectory.find(Map.of(), home, temporary))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("is not private to you");
  }

  @Test
  void programsAreWholeOrNotThere() throws Exception {
    Path cache = temporary.resolve("programs");
    Files.createDirectories(cache.resolve("half-1").resolve("bin"));
    Binaries binaries = Binaries.in(cache);
    assertThat(Path.of(binaries.program("postgres"))).isExecutable();
    assertThat(cache.resolve("half-1")).doesNotExist();
    assertThat(Binaries.in(cache).program("initdb")).isEqualTo(binaries.program("initdb"));
  }
}

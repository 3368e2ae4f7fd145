package dev.gatehouse.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
  @TempDir Path temporary;

  @Test
  void aSecondDemoInTheSameDirectoryIsRefusedInOneSentence() throws Exception {
    Path path = temporary.resolve("demo");
    try (DemoDirectory first = DemoDirectory.open(path)) {
      assertThatThrownBy(() -> DemoDirectory.open(path))
          .isInstanceOf(DemoException.class)
          .hasMessage(
              "Another demo is running in %s; close it, or name another directory with --dir.",
              first.path());
    }
    DemoDirectory.open(path).close();
  }

  @Test
  void theDirectoryIsTheUsersAlone() throws Exception {
    Path path = temporary.resolve("demo");
    DemoDirectory.open(path).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
  }

  @Test
  void resettingRemovesWhatDemosMadeAndNothingElse() throws Exception {
    Files.writeString(temporary.resolve("letter.txt"), "mine");
    Files.createDirectories(temporary.resolve("clients").resolve("analyst"));
    Files.writeString(temporary.resolve("clients").resolve("analyst").resolve("key"), "k");
    Files.writeString(temporary.resolve("policy.yaml"), "version: 1");
    try (DemoDirectory directory = DemoDirectory.open(temporary)) {
      directory.reset();
    }
    assertThat(temporary.resolve("letter.txt")).hasContent("mine");
    assertThat(temporary.resolve("clients")).doesNotExist();
    assertThat(temporary.resolve("policy.yaml")).doesNotExist();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
    Path file = temporary.resolve("file");
    Files.writeString(file, "in the way");
    assertThatThrownBy(() -> DemoDirectory.open(file.resolve("demo")))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("cannot be written; name another one with --dir");
  }

  @Test
  void theStateIsWhereTheSystemKeepsState() {
    assertThat(DemoDirectory.standard(Map.of("XDG_STATE_HOME", "/var/state")))
        .isEqualTo(Path.of("/var/state/gatehouse/demo"));
    assertThat(DemoDirectory.standard(Map.of("XDG_STATE_HOME", "relative")))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".local/state/gatehouse/demo"));
  }
}

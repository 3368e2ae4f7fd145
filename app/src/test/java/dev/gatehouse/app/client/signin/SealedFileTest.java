package dev.gatehouse.app.client.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {
  @TempDir private Path folder;
  private final byte[] key = random();

  @Test
  void onlyTheKeyOpensIt() throws IOException {
    SealedFile file = new SealedFile(folder.resolve("tokens"), "a.sealed");
    assertThat(file.open(key)).isEmpty();
    file.seal(key, "a token");
    file.seal(key, "another token");
    assertThat(file.open(key)).contains("another token");
    assertThat(file.open(random())).isEmpty();
    assertThat(new String(bytes("a.sealed"), StandardCharsets.ISO_8859_1)).doesNotContain("token");
  }

  @Test
  void aChangedOrRenamedFileDoesNotOpen() throws IOException {
    SealedFile file = new SealedFile(folder.resolve("tokens"), "a.sealed");
    file.seal(key, "a token");
    Files.copy(path("a.sealed"), path("b.sealed"));
    assertThat(new SealedFile(folder.resolve("tokens"), "b.sealed").open(key)).isEmpty();

    byte[] changed = bytes("a.sealed");
    changed[changed.length - 1] ^= 1;
    Files.write(path("a.sealed"), changed);
    assertThat(file.open(key)).isEmpty();
    Files.write(path("a.sealed"), new byte[3]);
    assertThat(file.open(key)).isEmpty();
  }

  @Test
  void aDeletedFileIsGone() throws IOException {
    SealedFile file = new SealedFile(folder.resolve("tokens"), "a.sealed");
    file.seal(key, "a token");
    file.delete();
    assertThat(file.open(key)).isEmpty();
  }

  private Path path(String name) {
    return folder.resolve("tokens").resolve(name);
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  private static byte[] random() {
    byte[] bytes = new byte[SealedFile.KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}

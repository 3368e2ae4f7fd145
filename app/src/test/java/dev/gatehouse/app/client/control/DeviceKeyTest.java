package dev.gatehouse.app.client.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.app.session.GatehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DeviceKeyTest {
  @TempDir private Path state;

  @Test
  void aDeviceHasOneKey() throws GatehouseException {
    DeviceKey first = DeviceKey.open(state.resolve("new"));
    DeviceKey second = DeviceKey.open(state.resolve("new"));
    assertThat(second.thumbprint()).isEqualTo(first.thumbprint());
    assertThat(first.key().getCurve()).isEqualTo(Curve.P_256);
    assertThat(first.publicJwk()).doesNotContain("\"d\"");
  }

  @Test
  void processesThatStartTogetherAgreeOnTheKey() throws Exception {
    Set<String> thumbprints = new HashSet<>();
    try (ExecutorService together = Executors.newFixedThreadPool(8)) {
      Callable<String> start = () -> DeviceKey.open(state).thumbprint();
      for (Future<String> key : together.invokeAll(List.of(start, start, start, start, start))) {
        thumbprints.add(key.get());
      }
    }
    assertThat(thumbprints).hasSize(1);
    try (var files = Files.list(state)) {
      assertThat(files).as("nothing is left beside it").hasSize(1);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyItsOwnerReadsIt() throws Exception {
    DeviceKey.open(state.resolve("sub"));
    Path file = state.resolve("sub/device-key.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("sub"))))
        .isEqualTo("rwx------");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aKeyThatOthersCanReadIsRefused() throws Exception {
    DeviceKey.open(state);
    Files.setPosixFilePermissions(
        state.resolve("device-key.json"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> DeviceKey.open(state))
        .withMessageContaining("can be read by others");
  }

  @Test
  void aDamagedKeyIsRefusedAndNotReplaced() throws IOException, GatehouseException {
    DeviceKey.open(state);
    Path file = state.resolve("device-key.json");
    Files.writeString(file, "{\"kty\":\"EC\"}");
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> DeviceKey.open(state))
        .withMessageContaining("damaged");
    assertThat(file).content().isEqualTo("{\"kty\":\"EC\"}");
  }
}

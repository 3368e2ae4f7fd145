package dev.gatehouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.catalog.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementTextsTest {
  @TempDir private Path folder;

  @Test
  void argumentsGoToTheGateAsTheyAre() throws GatehouseException {
    List<String> arguments = List.of("SELECT 1; SELECT 2", "");
    assertThat(StatementTexts.read(arguments, null, input("SELECT 3"), Dialect.POSTGRESQL))
        .isEqualTo(arguments);
  }

  @Test
  void standardInputIsAScript() throws GatehouseException {
    String script = "SELECT ';' ; -- two; three\n SELECT $$a;b$$;\n";
    assertThat(StatementTexts.read(List.of(), null, input(script), Dialect.POSTGRESQL))
        .containsExactly("SELECT ';'", "-- two; three\n SELECT $$a;b$$");
  }

  @Test
  void aFileIsAScript() throws Exception {
    Path file = Files.writeString(folder.resolve("a.sql"), "SELECT 'ä';SELECT 2");
    assertThat(StatementTexts.read(List.of(), file, input(""), Dialect.POSTGRESQL))
        .containsExactly("SELECT 'ä'", "SELECT 2");
  }

  @Test
  void nothingToRunIsSaid() {
    assertBadInput(List.of(), null, input(" -- nothing\n"), "holds no statement");
  }

  @Test
  void aFileThatIsNotThereOrNotTextIsNamed() throws IOException {
    Path missing = folder.resolve("missing.sql");
    assertBadInput(List.of(), missing, input(""), "missing.sql");
    Path binary = Files.write(folder.resolve("b.sql"), new byte[] {(byte) 0xC3, 0x28});
    assertBadInput(List.of(), binary, input(""), "UTF-8");
    assertBadInput(List.of("SELECT 1"), binary, input(""), "not both");
  }

  private static void assertBadInput(
      List<String> arguments, @Nullable Path file, InputStream input, String part) {
    assertThatExceptionOfType(GatehouseException.class)
        .isThrownBy(() -> StatementTexts.read(arguments, file, input, Dialect.POSTGRESQL))
        .matches(e -> e.kind() == Kind.BAD_INPUT)
        .withMessageContaining(part);
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}

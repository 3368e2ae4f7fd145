package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.sql.StatementSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one command, in order. Each argument is one statement, and goes to the gate as
 * it is; a file or standard input is a script of statements with semicolons between them.
 */
final class StatementTexts {
  /** Longest script; a larger one is a mistake. */
  private static final int MOST_BYTES = 16 << 20;

  private StatementTexts() {}

  static List<String> read(
      List<String> arguments, @Nullable Path file, InputStream standardInput, Dialect dialect)
      throws GatehouseException {
    if (!arguments.isEmpty() && file != null) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "Give statements either as arguments or with --file, not both.");
    }
    if (!arguments.isEmpty()) {
      return List.copyOf(arguments);
    }
    String script = file == null ? script(standardInput, "Standard input") : script(file);
    List<String> statements = new ArrayList<>();
    StatementSplitter.of(dialect)
        .split(script)
        .forEach(range -> statements.add(script.substring(range.start(), range.end())));
    if (statements.isEmpty()) {
      throw new GatehouseException(
          Kind.BAD_INPUT,
          (file == null ? "Standard input" : "The file " + file)
              + " holds no statement; give one as an argument, with --file, or on standard input.");
    }
    return statements;
  }

  private static String script(Path file) throws GatehouseException {
    try (InputStream stream = Files.newInputStream(file)) {
      return script(stream, "The file " + file);
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The file " + file + " cannot be read; check its name and rights.", e);
    }
  }

  private static String script(InputStream stream, String name) throws GatehouseException {
    try {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new GatehouseException(Kind.BAD_INPUT, name + " is larger than 16 MB; split it.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new GatehouseException(Kind.BAD_INPUT, name + " is not UTF-8; convert it.", e);
    } catch (IOException e) {
      throw new GatehouseException(Kind.BAD_INPUT, name + " cannot be read.", e);
    }
  }
}

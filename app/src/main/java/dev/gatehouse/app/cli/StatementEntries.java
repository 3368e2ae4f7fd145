package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Reads entries from arguments, a file or standard input; all of them before the first runs. */
final class StatementEntries {
  /** Largest input; a larger one is a mistake. */
  private static final int MOST_BYTES = 64 << 20;

  private static final Path STANDARD_INPUT = Path.of("-");

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MOST_BYTES).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StatementEntries() {}

  static List<StatementEntry> read(
      List<String> arguments, @Nullable Path file, InputStream standardInput)
      throws GatehouseException {
    if (!arguments.isEmpty()) {
      if (file != null) {
        throw bad("Give statements either as arguments or with --file, not both.");
      }
      List<StatementEntry> entries = new ArrayList<>();
      arguments.forEach(sql -> entries.add(entry(entries.size() + 1, sql)));
      return entries;
    }
    if (file == null || file.equals(STANDARD_INPUT)) {
      String text = text(standardInput, "Standard input");
      return text.stripLeading().startsWith("{")
          ? lines(text, "Standard input")
          : List.of(entry(1, text));
    }
    String name = "The file " + file;
    try (InputStream stream = Files.newInputStream(file)) {
      String text = text(stream, name);
      boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
      return json ? lines(text, name) : List.of(entry(1, text));
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, name + " cannot be read; check its name and rights.", e);
    }
  }

  private static StatementEntry entry(int number, String sql) {
    return new StatementEntry(StringNode.valueOf(Integer.toString(number)), sql);
  }

  private static List<StatementEntry> lines(String text, String name) throws GatehouseException {
    List<StatementEntry> entries = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        entries.add(line(line, name + ", line " + number, entries.size() + 1));
      }
    }
    if (entries.isEmpty()) {
      throw bad(name + " holds no statement.");
    }
    return entries;
  }

  private static StatementEntry line(String line, String place, int number)
      throws GatehouseException {
    JsonNode object;
    try {
      object = STRICT.readTree(line);
    } catch (JacksonException e) {
      throw bad(place + ", is no JSON; write one object a line: {\"id\": \"…\", \"sql\": \"…\"}.");
    }
    JsonNode sql = object.path("sql");
    if (!sql.isString()) {
      throw bad(place + ", has no text 'sql'; write {\"id\": \"…\", \"sql\": \"…\"}.");
    }
    JsonNode id = object.path("id");
    if (id.isMissingNode()) {
      return entry(number, sql.asString());
    }
    if (id.isContainer()) {
      throw bad(place + ", has an 'id' that is neither a text nor a number.");
    }
    return new StatementEntry(id, sql.asString());
  }

  private static String text(InputStream stream, String name) throws GatehouseException {
    try {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw bad(name + " is larger than 64 MB; split it.");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // A byte order mark is no part of the text.
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, name + " is not UTF-8, so nothing of it runs; convert it.", e);
    } catch (IOException e) {
      throw new GatehouseException(Kind.BAD_INPUT, name + " cannot be read.", e);
    }
  }

  private static GatehouseException bad(String sentence) {
    return new GatehouseException(Kind.BAD_INPUT, sentence);
  }
}

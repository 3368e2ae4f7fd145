package dev.gatehouse.app.policytest;

import dev.gatehouse.app.catalogs.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** YAML, of which JSON is a part, to a tree of values. */
final class YamlFiles {
  private static final int MOST_BYTES = 4 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private YamlFiles() {}

  static JsonNode read(Path file) throws FileProblem {
    return parse(text(file));
  }

  static JsonNode parse(String yaml) throws FileProblem {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("tests")
            .setCodePointLimit(MOST_BYTES)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      Object loaded = new Load(settings).loadFromString(yaml);
      if (loaded == null) {
        throw new FileProblem("It is empty; write at least one case under cases.");
      }
      return JSON.valueToTree(loaded);
    } catch (MarkedYamlEngineException e) {
      String line =
          e.getProblemMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("");
      throw new FileProblem("It is no YAML: " + line + e.getProblem() + ".");
    } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
      throw new FileProblem("It is no YAML that holds cases.");
    }
  }

  private static String text(Path file) throws FileProblem {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new FileProblem("It is larger than 4 MB; split it.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new FileProblem("It is not UTF-8; convert it.");
    } catch (IOException e) {
      throw new FileProblem("It cannot be read; check its name and rights.");
    }
  }
}

package dev.gatehouse.app.catalogs;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.catalog.CatalogSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Catalogs on the disk. */
public final class CatalogFiles {
  /** Largest catalog; a schema of 10,000 tables takes a tenth of it. */
  private static final long MOST_BYTES = 256L << 20;

  private static final JsonMapper JSON = new JsonMapper();

  private CatalogFiles() {}

  /**
   * Reads a catalog.
   *
   * @throws GatehouseException with one sentence that names the file and the place
   */
  public static CatalogSnapshot read(Path file) throws GatehouseException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw bad("The catalog " + file + " is larger than 256 MB.", null);
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return CatalogReader.read(JSON.readTree(stream));
      }
    } catch (IOException e) {
      throw bad("The catalog " + file + " cannot be read; check its name and rights.", e);
    } catch (JacksonException e) {
      throw bad(
          "The catalog "
              + file
              + " is no JSON (line "
              + e.getLocation().getLineNr()
              + "); write one with gatehouse analyze --save-catalog.",
          e);
    } catch (FileProblem e) {
      throw bad("The catalog " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a catalog, replacing what was there.
   *
   * @throws GatehouseException where it cannot be written
   */
  public static void write(Path file, CatalogSnapshot catalog) throws GatehouseException {
    try {
      Files.writeString(file, CatalogWriter.write(catalog));
    } catch (IOException e) {
      throw bad("The catalog " + file + " cannot be written; check the folder's rights.", e);
    }
  }

  private static GatehouseException bad(String sentence, @Nullable Exception cause) {
    return new GatehouseException(Kind.BAD_INPUT, sentence, cause);
  }
}

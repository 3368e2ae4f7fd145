package dev.gatehouse.app.export;

import dev.gatehouse.core.policy.ExportFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that a result can be written to. */
public enum FileFormat {
  /** Comma-separated values (RFC 4180), UTF-8, a header; NULL is empty, an empty text is "". */
  CSV("csv"),
  /** A workbook of Office Open XML (ISO/IEC 29500), a sheet for each 1,048,575 rows. */
  XLSX("xlsx"),
  /** One JSON object a line, UTF-8. */
  JSON_LINES("jsonl"),
  /** Apache Parquet, compressed with Zstandard. */
  PARQUET("parquet");

  private final String extension;

  FileFormat(String extension) {
    this.extension = extension;
  }

  /** Of its files' names, without the dot. */
  public String extension() {
    return extension;
  }

  /** Whether a policy that lets this leave allows such a file. */
  public boolean allowedBy(ExportFormat allowed) {
    return switch (allowed) {
      case NONE -> false;
      case CSV -> this == CSV;
      case ANY -> true;
    };
  }

  /** The format that a file's name asks for; empty where its ending is none of ours. */
  public static Optional<FileFormat> of(Path file) {
    Path name = file.getFileName();
    String lower = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> lower.endsWith("." + format.extension))
        .findFirst();
  }
}

package dev.gatehouse.app.workbench.grid;

import java.util.Locale;

/** In which form cells go to the clipboard. */
public enum CopyFormat {
  /** Tab-separated values, as spreadsheets take them. */
  TSV,
  /** Comma-separated values (RFC 4180) with a header. */
  CSV,
  /** A JSON array of objects. */
  JSON,
  /** One INSERT for each row, into a table that the person names. */
  INSERT,
  /** A table of GitHub Flavored Markdown. */
  MARKDOWN,
  /** An HTML table, which word processors take. */
  HTML;

  /** Its key in resource bundles and ids. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

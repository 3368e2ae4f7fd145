package dev.gatehouse.app.cli;

import dev.gatehouse.control.api.GrantRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked for. */
final class RequestOptions {
  @Option(names = "--purpose", paramLabel = "TEXT", description = "why you need it")
  private @Nullable String purpose;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "for how long, 1 to 480 (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      split = ",",
      defaultValue = "read",
      description = "read, insert, update, delete or ddl; may be repeated (default: read)")
  private List<String> actions = List.of();

  @Option(
      names = "--relation",
      paramLabel = "SCHEMA.NAME",
      split = ",",
      defaultValue = "*.*",
      description = "relations, * for any characters; may be repeated (default: all)")
  private List<String> relations = List.of();

  @Option(
      names = "--unmask",
      paramLabel = "TAG",
      split = ",",
      description = "tags whose masks should be lifted; may be repeated")
  private List<String> unmask = List.of();

  @Option(
      names = "--export",
      paramLabel = "FORMAT",
      defaultValue = "none",
      description = "none, csv or any (default: ${DEFAULT-VALUE})")
  private String export = "none";

  @Option(
      names = "--ticket",
      paramLabel = "ID",
      defaultValue = "",
      description = "the ticket that it belongs to")
  private String ticket = "";

  /** The stated purpose, or an empty text. */
  String purpose() {
    return purpose == null ? "" : purpose.strip();
  }

  /** The request for that source. */
  GrantRequest request(String source) {
    return new GrantRequest(source, relations, actions, unmask, export, purpose(), ticket, minutes);
  }
}

package dev.gatehouse.app.cli;

import dev.gatehouse.core.audit.verify.Finding;
import dev.gatehouse.core.audit.verify.LogReport;
import dev.gatehouse.core.audit.verify.VerificationReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Prints what a verification found. A gap that a crash leaves is said, and is no failure. */
final class VerifyPrinter {
  private VerifyPrinter() {}

  static ExitCode print(Terminal terminal, VerificationReport report, boolean json) {
    if (json) {
      write(terminal, report);
    } else {
      report.sentences().forEach(line -> terminal.out().println(TextWidth.printable(line)));
    }
    return switch (report) {
      case VerificationReport.Holds holds -> ExitCode.OK;
      case VerificationReport.Fails fails -> ExitCode.VERIFICATION_FAILED;
    };
  }

  /** The same of a whole log; its sessions each as by itself. */
  static ExitCode print(Terminal terminal, LogReport report, boolean json) {
    if (json) {
      Json.printLines(
          terminal.out(),
          List.of(
              Map.of(
                  "origin", report.origin(),
                  "size", report.size(),
                  "root", report.root(),
                  "holds", report.holds(),
                  "findings", report.findings())));
    } else {
      report.findings().forEach(line -> terminal.out().println(TextWidth.printable(line)));
      if (report.findings().isEmpty()) {
        terminal
            .out()
            .println(
                TextWidth.printable(
                    "The log "
                        + report.origin()
                        + " holds: "
                        + report.size()
                        + " entries, root "
                        + report.root()
                        + "."));
      }
    }
    report
        .sessions()
        .forEach(
            (id, session) -> {
              if (!json) {
                terminal.out().println(TextWidth.printable("Session " + id + ":"));
              }
              print(terminal, session, json);
            });
    return report.holds() ? ExitCode.OK : ExitCode.VERIFICATION_FAILED;
  }

  private static void write(Terminal terminal, VerificationReport report) {
    try (JsonGenerator json = Json.MAPPER.createGenerator(terminal.out())) {
      json.writeStartObject();
      json.writeStringProperty("session", report.sessionId());
      switch (report) {
        case VerificationReport.Holds holds -> {
          json.writeBooleanProperty("holds", true);
          json.writeBooleanProperty("complete", holds.complete());
          json.writeNumberProperty("segments", holds.segments());
          json.writeNumberProperty("records", holds.records());
          json.writeStringProperty("head", holds.head());
        }
        case VerificationReport.Fails fails -> {
          json.writeBooleanProperty("holds", false);
          findings(json, "findings", fails.findings());
        }
      }
      findings(json, "gaps", report.gaps());
      json.writeEndObject();
    }
    terminal.out().println();
  }

  private static void findings(JsonGenerator json, String name, List<Finding> findings) {
    json.writeName(name).writeStartArray();
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringProperty("kind", finding.kind().name().toLowerCase(Locale.ROOT));
      if (finding.segment().isPresent()) {
        json.writeNumberProperty("segment", finding.segment().getAsLong());
      }
      if (finding.position().isPresent()) {
        json.writeNumberProperty("position", finding.position().getAsLong());
      }
      if (finding.record().isPresent()) {
        json.writeNumberProperty("record", finding.record().getAsLong());
      }
      if (!finding.expected().isEmpty() || !finding.actual().isEmpty()) {
        json.writeStringProperty("expected", finding.expected());
        json.writeStringProperty("actual", finding.actual());
      }
      json.writeStringProperty("sentence", finding.sentence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

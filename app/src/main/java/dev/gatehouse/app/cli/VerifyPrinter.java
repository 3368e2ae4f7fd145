package dev.gatehouse.app.cli;

import dev.gatehouse.core.audit.verify.Finding;
import dev.gatehouse.core.audit.verify.VerificationReport;
import java.util.List;
import java.util.Locale;
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
      json.writeStringProperty("sentence", finding.sentence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

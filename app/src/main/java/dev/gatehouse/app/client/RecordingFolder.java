package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.control.api.EvidenceView;
import dev.gatehouse.control.api.EvidenceView.StoredSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recording taken out of the control service, so that it can be verified without it: a session's
 * folder of docs/audit-format.md. The segments stay sealed.
 */
record RecordingFolder(Path path) {
  /**
   * Fills the folder, which must be empty or not exist yet. What says whose recording it is comes
   * last, so that a folder that was broken off is not taken for a whole one.
   *
   * @return how many segments it holds
   */
  int fill(ControlApi api, String sessionId) throws GatehouseException {
    return fill(api, sessionId, api.evidence(sessionId));
  }

  /** The same; returns the service's public key that its receipts and log are signed with. */
  String fillAndTellKey(ControlApi api, String sessionId) throws GatehouseException {
    EvidenceView evidence = api.evidence(sessionId);
    fill(api, sessionId, evidence);
    return evidence.receiptKey();
  }

  private int fill(ControlApi api, String sessionId, EvidenceView evidence)
      throws GatehouseException {
    try {
      makeEmpty();
      for (StoredSegment segment : evidence.stored()) {
        String name = "%06d".formatted(segment.number());
        Files.write(path.resolve(name + ".seg"), api.segment(sessionId, segment.number()));
        Files.writeString(path.resolve(name + ".receipt"), segment.receipt());
        Files.writeString(path.resolve(name + ".tlog-proof"), segment.proof());
      }
      Files.write(path.resolve("recording.json"), description(evidence));
      return evidence.stored().size();
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The folder " + path + " cannot be written; name another one.", e);
    }
  }

  private void makeEmpty() throws IOException, GatehouseException {
    Files.createDirectories(path);
    try (Stream<Path> files = Files.list(path)) {
      if (files.findAny().isPresent()) {
        throw new GatehouseException(
            Kind.BAD_INPUT,
            "The folder " + path + " is not empty; name a new one, so that nothing is mixed.");
      }
    }
  }

  private static byte[] description(EvidenceView evidence) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("sessionId", evidence.sessionId());
    description.put("deviceKey", evidence.deviceKey());
    description.put("receiptKey", evidence.receiptKey());
    Long segments = evidence.segments();
    if (segments != null) {
      description.put("segments", segments);
    }
    return new JsonMapper().writeValueAsBytes(description);
  }
}

package dev.gatehouse.core.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A session's folder with what it says of itself: a client's spool ({@code session.json}) or a
 * recording that was saved ({@code recording.json}).
 *
 * @param recording the segments, receipts and proofs
 * @param deviceKey the device's public key as a JWK, by the folder's own word
 * @param receiptKey the service's public key as a JWK, by the folder's own word
 */
public record SavedRecording(
    Recording recording, Optional<String> deviceKey, Optional<String> receiptKey) {

  /** Whether a folder is a session's. */
  public static boolean isOne(Path folder) {
    return Files.exists(folder.resolve("session.json"))
        || Files.exists(folder.resolve("recording.json"));
  }

  /**
   * Reads a folder.
   *
   * @throws IOException where it or a file in it cannot be read
   */
  public static SavedRecording read(Path folder) throws IOException {
    Path spool = folder.resolve("session.json");
    Map<String, Object> own = json(Files.exists(spool) ? spool : folder.resolve("recording.json"));
    Object segments = own.get("segments");
    if (segments == null) {
      segments = json(folder.resolve("ended.json")).get("segments");
    }
    OptionalLong count =
        segments instanceof Number n ? OptionalLong.of(n.longValue()) : OptionalLong.empty();
    Recording found = Recording.ofFolder(folder);
    return new SavedRecording(
        own.get("sessionId") instanceof String id ? found.expecting(id, count) : found,
        text(own, "deviceKey"),
        text(own, "receiptKey"));
  }

  /** The same, held against a session's id that somebody else knows. */
  SavedRecording expecting(String session) {
    return new SavedRecording(
        recording.expecting(session, recording.segmentCount()), deviceKey, receiptKey);
  }

  /**
   * Verifies it with its own device key.
   *
   * @param trustedReceiptKey the service's key, from elsewhere
   */
  VerificationReport verify(String trustedReceiptKey) {
    return Verifier.verify(
        recording,
        new VerificationKeys(
            deviceKey.orElseThrow(), Optional.of(trustedReceiptKey), Optional.empty()));
  }

  private static Optional<String> text(Map<String, Object> json, String name) {
    return json.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Map<String, Object> json(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    Map<String, Object> json = SegmentReader.json(Files.readAllBytes(file));
    if (json == null) {
      throw new IOException("The file " + file.getFileName() + " of the recording is damaged.");
    }
    return json;
  }
}

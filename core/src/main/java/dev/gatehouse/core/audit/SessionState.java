package dev.gatehouse.core.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The small files that let another process go on where one died. None holds a secret. */
final class SessionState {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private SessionState() {}

  /**
   * What the session's ticket said, in {@code session.json}.
   *
   * @param deviceKey the device's public key as a JWK
   */
  record Ticket(String sessionId, String sealingKey, String receiptKey, String deviceKey) {}

  /**
   * Nothing more will be written, in {@code ended.json}.
   *
   * @param segments how many segments the session has
   * @param complete whether the session was closed, not found dead
   */
  record Ended(long segments, boolean complete) {}

  static <T> T read(SegmentFiles files, Path file, Class<T> type) throws IOException {
    try {
      return MAPPER.readValue(files.read(file), type);
    } catch (JacksonException e) {
      throw new IOException("The file " + file.getFileName() + " of the record is damaged.", e);
    }
  }

  static byte[] bytes(Object value) {
    return CanonicalJson.write(MAPPER.valueToTree(value)).getBytes(StandardCharsets.UTF_8);
  }
}

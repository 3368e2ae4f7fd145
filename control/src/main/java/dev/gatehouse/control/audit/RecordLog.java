package dev.gatehouse.control.audit;

import com.nimbusds.jose.JWSObject;
import dev.gatehouse.control.api.Receipt;
import dev.gatehouse.control.log.TransparencyLog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of the record goes into the log: each stored segment's manifest, which is its receipt's
 * signed payload, and a salted hash of each reading of a recording, which names nobody.
 */
final class RecordLog {
  private static final int ROUND = 256;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final TransparencyLog log;

  RecordLog(TransparencyLog log) {
    this.log = log;
  }

  /** Logs a stored segment. Returns its place in the log. */
  long segment(AuditStore store, String sessionId, long number, Receipt receipt, Instant now) {
    long index = log.append(store.handle(), List.of(manifest(receipt)), now);
    store.logged(sessionId, number, index);
    return index;
  }

  /** Logs up to a round of segments that are not logged yet. Returns how many there were. */
  int earlier(AuditStore store, Instant now) {
    List<SegmentRow> rows = store.unloggedSegments(ROUND);
    if (!rows.isEmpty()) {
      List<byte[]> manifests =
          rows.stream()
              .map(row -> manifest(MAPPER.readValue(row.receipt(), Receipt.class)))
              .toList();
      long index = log.append(store.handle(), manifests, now);
      for (SegmentRow row : rows) {
        store.logged(row.sessionId(), row.number(), index);
        index++;
      }
    }
    return rows.size();
  }

  /** Notes that somebody reads a recording, and logs that it was noted. */
  void access(AuditStore store, String sessionId, Person who, String what, Instant now) {
    String salt = UUID.randomUUID().toString();
    SortedMap<String, String> note = new TreeMap<>();
    note.put("at", now.toString());
    note.put("issuer", who.issuer());
    note.put("person", who.name());
    note.put("salt", salt);
    note.put("sessionId", sessionId);
    note.put("subject", who.subject());
    note.put("what", what);
    SortedMap<String, String> entry = new TreeMap<>();
    entry.put("at", now.toString());
    entry.put("sessionId", sessionId);
    entry.put("sha256", sha256(MAPPER.writeValueAsBytes(note)));
    entry.put("type", "access");
    long index = log.append(store.handle(), List.of(MAPPER.writeValueAsBytes(entry)), now);
    store.access(sessionId, who, what, now, salt, index);
  }

  /** The proof that the entry at that place is in the log as it stands. */
  String proof(AuditStore store, long index) {
    return log.proof(store.handle(), index)
        .orElseThrow(() -> new IllegalStateException("The log lacks an entry that it gave out."));
  }

  private static byte[] manifest(Receipt receipt) {
    try {
      return JWSObject.parse(receipt.signature())
          .getPayload()
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (ParseException e) {
      throw new IllegalStateException("A stored receipt cannot be read.", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}

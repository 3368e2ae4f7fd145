package dev.gatehouse.core.audit.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A session's segments as they were found.
 *
 * @param sessionId the session that they should belong to; empty takes the first one's word
 * @param segments each segment's stored bytes, by number
 * @param receipts the service's receipts by segment, each as its JSON
 * @param proofs that segments are in the service's log, each a C2SP tlog-proof, by segment
 * @param segmentCount how many segments the session has, where somebody else knows it
 * @param handsOver whether segments leave this place once they have their receipt, as they do from
 *     the spool of a client; then a receipt stands for its segment
 */
public record Recording(
    Optional<String> sessionId,
    NavigableMap<Long, byte[]> segments,
    NavigableMap<Long, String> receipts,
    NavigableMap<Long, String> proofs,
    OptionalLong segmentCount,
    boolean handsOver) {
  private static final Pattern NAME =
      Pattern.compile("(\\d{6,18})\\.(seg|open|receipt|tlog-proof)");

  public Recording {
    segments = Collections.unmodifiableNavigableMap(new TreeMap<>(segments));
    receipts = Collections.unmodifiableNavigableMap(new TreeMap<>(receipts));
    proofs = Collections.unmodifiableNavigableMap(new TreeMap<>(proofs));
  }

  /** Segments alone. */
  public static Recording of(String sessionId, NavigableMap<Long, byte[]> segments) {
    return stored(sessionId, segments, new TreeMap<>(), OptionalLong.empty());
  }

  /** What a service keeps: it must have every segment that it gave a receipt for. */
  public static Recording stored(
      String sessionId,
      NavigableMap<Long, byte[]> segments,
      NavigableMap<Long, String> receipts,
      OptionalLong segmentCount) {
    return new Recording(
        Optional.of(sessionId), segments, receipts, new TreeMap<>(), segmentCount, false);
  }

  /**
   * A folder with {@code NNNNNN.seg} (or, where its writer died or still writes, {@code
   * NNNNNN.open}) {@code NNNNNN.receipt} and {@code NNNNNN.tlog-proof}; everything else in it is
   * passed over, but that a {@code session.json} tells the spool of a client from the folder of a
   * service.
   *
   * @throws IOException where it cannot be read
   */
  public static Recording ofFolder(Path folder) throws IOException {
    TreeMap<Long, byte[]> segments = new TreeMap<>();
    TreeMap<Long, String> receipts = new TreeMap<>();
    TreeMap<Long, String> proofs = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          long number = Long.parseLong(name.group(1));
          switch (name.group(2)) {
            case "receipt" -> receipts.put(number, text(file));
            case "tlog-proof" -> proofs.put(number, text(file));
            default -> segments.put(number, Files.readAllBytes(file));
          }
        }
      }
    }
    boolean spool = Files.exists(folder.resolve("session.json"));
    return new Recording(Optional.empty(), segments, receipts, proofs, OptionalLong.empty(), spool);
  }

  /** Bytes that are no UTF-8 are damage for the verification to find, not a failure to read. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** The same, held against a session id and a number of segments that somebody else knows. */
  public Recording expecting(String session, OptionalLong count) {
    return new Recording(Optional.of(session), segments, receipts, proofs, count, handsOver);
  }
}

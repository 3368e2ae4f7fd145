package dev.gatehouse.core.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The recordings beside a log against what the log says of them. */
final class LoggedSessions {
  private LoggedSessions() {}

  static void check(
      List<byte[]> entries,
      Path folder,
      String logKey,
      List<String> findings,
      SortedMap<String, VerificationReport> reports)
      throws IOException {
    Map<String, NavigableMap<Long, String>> logged = logged(entries, findings);
    List<Path> folders;
    try (Stream<Path> all = Files.list(folder)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    for (Path session : folders) {
      String id = String.valueOf(session.getFileName());
      NavigableMap<Long, String> manifests = logged.getOrDefault(id, new TreeMap<>());
      logged.remove(id);
      check(session, id, manifests, logKey, findings, reports);
    }
    logged.forEach(
        (id, manifests) ->
            findings.add("Session " + id + " is in the log, but its recording is not here."));
  }

  private static void check(
      Path session,
      String id,
      NavigableMap<Long, String> manifests,
      String logKey,
      List<String> findings,
      SortedMap<String, VerificationReport> reports)
      throws IOException {
    SavedRecording saved = SavedRecording.read(session);
    NavigableMap<Long, byte[]> segments = saved.recording().segments();
    manifests.forEach(
        (number, hash) -> {
          byte[] bytes = segments.get(number);
          if (bytes == null) {
            findings.add(
                "Segment " + number + " of session " + id + " is in the log, but not here.");
          } else if (!Hashes.sha256(bytes).equals(hash)) {
            findings.add(
                "Segment "
                    + number
                    + " of session "
                    + id
                    + " hashes to "
                    + Hashes.sha256(bytes)
                    + ", but the log says "
                    + hash
                    + ".");
          }
        });
    for (long number : segments.keySet()) {
      if (!manifests.containsKey(number)) {
        findings.add("Segment " + number + " of session " + id + " is here, but not in the log.");
      }
    }
    if (saved.deviceKey().isEmpty()) {
      findings.add("The recording of session " + id + " does not say which device made it.");
      return;
    }
    reports.put(id, saved.expecting(id).verify(logKey));
  }

  /** What the log says: each session's segments and their hashes. */
  private static Map<String, NavigableMap<Long, String>> logged(
      List<byte[]> entries, List<String> findings) {
    Map<String, NavigableMap<Long, String>> sessions = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Map<String, Object> entry = SegmentReader.json(entries.get(i));
      if (entry == null || !(entry.get("sessionId") instanceof String session)) {
        findings.add("Entry " + i + " of the log cannot be read.");
      } else if (!entry.containsKey("type")) {
        String hash = String.valueOf(entry.get("sha256"));
        long number = entry.get("number") instanceof Number n ? n.longValue() : -1;
        String before =
            sessions.computeIfAbsent(session, s -> new TreeMap<>()).putIfAbsent(number, hash);
        if (before != null) {
          findings.add(
              "Entry "
                  + i
                  + " of the log gives segment "
                  + number
                  + " of session "
                  + session
                  + " a second time, as "
                  + hash
                  + " after "
                  + before
                  + ".");
        }
      }
    }
    return sessions;
  }
}

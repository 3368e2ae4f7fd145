package dev.gatehouse.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The files of one session: which names mean what. */
record SessionDirectory(Path path) {
  static final String TEMPORARY = ".tmp";
  private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NUMBERED = Pattern.compile("(\\d{6,18})\\.(seg|open|receipt)");

  static SessionDirectory of(Path root, String sessionId) {
    if (!SESSION_ID.matcher(sessionId).matches()) {
      throw new IllegalArgumentException(
          "A session id has 1 to 64 letters, digits, hyphens and underscores.");
    }
    return new SessionDirectory(root.resolve(sessionId));
  }

  /** Whether a directory of that name could be a session's. */
  static boolean couldBe(String name) {
    return SESSION_ID.matcher(name).matches();
  }

  /** The directory that holds a file. */
  static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent(), "a spool's file stands in a directory");
  }

  String sessionId() {
    return String.valueOf(path.getFileName());
  }

  Path state() {
    return path.resolve("session.json");
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path reserve() {
    return path.resolve("reserve");
  }

  /** Says that nothing more will be written, and how many segments there are. */
  Path ended() {
    return path.resolve("ended.json");
  }

  /** Says that the server has all of it. */
  Path uploaded() {
    return path.resolve("uploaded.json");
  }

  Path quarantine() {
    return path.resolve("quarantine");
  }

  Path sealed(long number) {
    return path.resolve(name(number, "seg"));
  }

  Path open(long number) {
    return path.resolve(name(number, "open"));
  }

  Path proof(long number) {
    return path.resolve(name(number, "tlog-proof"));
  }

  Path receipt(long number) {
    return path.resolve(name(number, "receipt"));
  }

  /** The numbers of the files of that kind, ascending. */
  List<Long> numbers(SegmentFiles files, String kind) throws IOException {
    return files.list(path).stream()
        .map(NUMBERED::matcher)
        .filter(name -> name.matches() && name.group(2).equals(kind))
        .map(name -> Long.parseLong(name.group(1)))
        .sorted()
        .toList();
  }

  /** The highest number that any file here bears, in quarantine too. */
  OptionalLong highest(SegmentFiles files) throws IOException {
    long highest = -1;
    for (Path directory : List.of(path, quarantine())) {
      for (String file : files.list(directory)) {
        int dot = file.indexOf('.');
        if (dot >= 6 && file.substring(0, dot).chars().allMatch(Character::isDigit)) {
          highest = Math.max(highest, Long.parseLong(file.substring(0, dot)));
        }
      }
    }
    return highest < 0 ? OptionalLong.empty() : OptionalLong.of(highest);
  }

  private static String name(long number, String kind) {
    return String.format("%06d.%s", number, kind);
  }
}

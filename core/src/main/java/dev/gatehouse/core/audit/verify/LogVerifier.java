package dev.gatehouse.core.audit.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says whether a saved log is what its signed checkpoint says: every entry, every tile, the root,
 * that it continues an earlier checkpoint, and that the sessions beside it are those that it speaks
 * of. Offline, without state.
 */
public final class LogVerifier {
  private final LogFolder folder;
  private final String key;
  private final List<String> findings = new ArrayList<>();

  private LogVerifier(LogFolder folder, String key) {
    this.folder = folder;
    this.key = key;
  }

  /** Whether a folder is a saved log. */
  public static boolean isLog(Path folder) {
    return folder.resolve("checkpoint").toFile().isFile()
        && folder.resolve("tile").toFile().isDirectory();
  }

  /**
   * Verifies a saved log.
   *
   * @param key the log's public Ed25519 key as a JWK
   * @param earlier checkpoints that somebody kept; the log must continue each
   * @throws IOException where the folder cannot be read
   * @throws IllegalArgumentException where the key is none
   */
  public static LogReport verify(Path folder, String key, List<String> earlier) throws IOException {
    return new LogVerifier(new LogFolder(folder), key).verify(earlier);
  }

  private LogReport verify(List<String> earlier) throws IOException {
    Optional<LogCheckpoint> opened = LogCheckpoint.open(folder.checkpoint(), key);
    if (opened.isEmpty()) {
      findings.add("The checkpoint is not one that the log's key signed.");
      return new LogReport("", 0, "", findings, new TreeMap<>());
    }
    LogCheckpoint checkpoint = opened.get();
    List<byte[]> entries = entries(checkpoint.size());
    List<byte[]> leaves = entries.stream().map(MerkleTree::leafHash).toList();
    tiles(leaves);
    if (entries.size() == checkpoint.size()) {
      compareRoots("The checkpoint", checkpoint, leaves);
    }
    for (String note : earlier) {
      LogCheckpoint.open(note, key)
          .ifPresentOrElse(
              before -> compareRoots("The earlier checkpoint", before, leaves),
              () -> findings.add("An earlier checkpoint is not one that the log's key signed."));
    }
    TreeMap<String, VerificationReport> sessions = new TreeMap<>();
    Optional<Path> recordings = folder.sessions();
    if (recordings.isPresent()) {
      LoggedSessions.check(entries, recordings.get(), key, findings, sessions);
    }
    return new LogReport(
        checkpoint.origin(),
        checkpoint.size(),
        HexFormat.of().formatHex(checkpoint.root()),
        findings,
        sessions);
  }

  /** All entries, up to the first that is missing. */
  private List<byte[]> entries(long size) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    while (entries.size() < size) {
      long bundle = entries.size() / LogFolder.WIDTH;
      int width = (int) Math.min(LogFolder.WIDTH, size - entries.size());
      List<byte[]> some = folder.entries(bundle, width);
      entries.addAll(some);
      if (some.size() < width) {
        findings.add(
            "The log has "
                + size
                + " entries, but entry "
                + entries.size()
                + " is not in "
                + LogFolder.name("entries", bundle, width)
                + ".");
        return entries;
      }
    }
    return entries;
  }

  /** Every tile of every level against what the entries hash to. */
  private void tiles(List<byte[]> leaves) throws IOException {
    List<byte[]> level = leaves;
    for (int height = 0; !level.isEmpty(); height++) {
      List<byte[]> above = new ArrayList<>();
      for (int from = 0; from < level.size(); from += LogFolder.WIDTH) {
        int to = Math.min(from + LogFolder.WIDTH, level.size());
        tile(height, from / LogFolder.WIDTH, level.subList(from, to));
        if (to - from == LogFolder.WIDTH) {
          above.add(MerkleTree.root(level.subList(from, to)));
        }
      }
      level = above;
    }
  }

  private void tile(int level, long number, List<byte[]> hashes) throws IOException {
    String name = LogFolder.name(Integer.toString(level), number, hashes.size());
    Optional<byte[]> stored = folder.tile(level, number, hashes.size());
    if (stored.isEmpty() || stored.get().length != hashes.size() * LogFolder.HASH) {
      findings.add("The tile " + name + " is missing or has another length.");
      return;
    }
    for (int i = 0; i < hashes.size(); i++) {
      byte[] there = Arrays.copyOfRange(stored.get(), i * LogFolder.HASH, (i + 1) * LogFolder.HASH);
      if (!Arrays.equals(there, hashes.get(i))) {
        long place = number * LogFolder.WIDTH + i;
        findings.add(
            (level == 0 ? "Entry " + place : "Hash " + i + " of the tile " + name)
                + " hashes to "
                + HexFormat.of().formatHex(hashes.get(i))
                + ", but the tile says "
                + HexFormat.of().formatHex(there)
                + ".");
      }
    }
  }

  private void compareRoots(String which, LogCheckpoint checkpoint, List<byte[]> leaves) {
    if (checkpoint.size() > leaves.size()) {
      findings.add(
          which
              + " speaks of "
              + checkpoint.size()
              + " entries, but there are only "
              + leaves.size()
              + ".");
      return;
    }
    byte[] root = MerkleTree.root(leaves.subList(0, (int) checkpoint.size()));
    if (!Arrays.equals(root, checkpoint.root())) {
      findings.add(
          which
              + " over "
              + checkpoint.size()
              + " entries has the root "
              + HexFormat.of().formatHex(checkpoint.root())
              + ", but they hash to "
              + HexFormat.of().formatHex(root)
              + ".");
    }
  }
}

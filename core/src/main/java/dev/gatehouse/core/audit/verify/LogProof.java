package dev.gatehouse.core.audit.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A proof that an entry is in the log, with the checkpoint that it leads to: the text form C2SP
 * tlog-proof.
 *
 * @param index the entry's place in the log, from 0
 * @param hashes the inclusion proof, each 32 bytes
 * @param checkpoint the log's word
 */
public record LogProof(long index, List<byte[]> hashes, LogCheckpoint checkpoint) {
  private static final String HEAD = "c2sp.org/tlog-proof@v1\n";
  private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,17})");

  public LogProof {
    hashes = List.copyOf(hashes);
  }

  /**
   * Reads a proof and checks its checkpoint's signature; not yet whether it proves anything.
   *
   * @param key the log's public Ed25519 key as a JWK
   */
  public static Optional<LogProof> open(String text, String key) {
    int end = text.indexOf("\n\n");
    if (!text.startsWith(HEAD) || end < 0) {
      return Optional.empty();
    }
    List<String> lines =
        text.substring(HEAD.length(), end).lines().filter(l -> !l.startsWith("extra ")).toList();
    if (lines.isEmpty() || !INDEX.matcher(lines.getFirst()).matches()) {
      return Optional.empty();
    }
    long index = Long.parseLong(lines.getFirst().substring("index ".length()));
    List<byte[]> hashes = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Optional<byte[]> hash = LogCheckpoint.hash(line);
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      hashes.add(hash.get());
    }
    return LogCheckpoint.open(text.substring(end + 2), key)
        .map(checkpoint -> new LogProof(index, hashes, checkpoint));
  }

  /** Whether that entry stands at its place in the log. */
  public boolean proves(byte[] entry) {
    return MerkleTree.includes(
        checkpoint.root(), checkpoint.size(), index, MerkleTree.leafHash(entry), hashes);
  }
}

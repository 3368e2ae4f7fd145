package dev.gatehouse.core.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed word of how the log stood: a C2SP checkpoint in a C2SP signed note.
 *
 * @param origin the log's name
 * @param size how many entries it had
 * @param root the tree's root over them, 32 bytes; not copied, not to be changed
 * @param note the whole note as it was signed
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogCheckpoint(String origin, long size, byte[] root, String note) {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final String SIGNATURE = "\u2014 ";
  private static final byte ED25519 = 1;

  /**
   * Reads a note and checks that the log's key signed it. Signatures of others, such as witnesses,
   * are passed over.
   *
   * @param key the log's public Ed25519 key as a JWK
   * @return empty where it is no checkpoint or that key did not sign it
   * @throws IllegalArgumentException where the key is none
   */
  public static Optional<LogCheckpoint> open(String note, String key) {
    PublicKeys publicKey = PublicKeys.of(key);
    int end = note.lastIndexOf("\n\n");
    if (!publicKey.edwards() || end < 0 || !note.endsWith("\n")) {
      return Optional.empty();
    }
    String text = note.substring(0, end + 1);
    List<String> lines = text.lines().toList();
    if (lines.size() < 3 || lines.get(0).isEmpty() || !NUMBER.matcher(lines.get(1)).matches()) {
      return Optional.empty();
    }
    Optional<byte[]> root = hash(lines.get(2));
    boolean signed =
        note.substring(end + 2).lines().anyMatch(l -> signed(l, lines.get(0), text, publicKey));
    return signed
        ? root.map(r -> new LogCheckpoint(lines.get(0), Long.parseLong(lines.get(1)), r, note))
        : Optional.empty();
  }

  /** A signature line: a dash, the key's name, and base64 of the key's id and the signature. */
  private static boolean signed(String line, String origin, String text, PublicKeys key) {
    if (!line.startsWith(SIGNATURE + origin + " ")) {
      return false;
    }
    byte[] bytes = base64(line.substring(SIGNATURE.length() + origin.length() + 1));
    byte[] id = keyId(origin, key.encoded());
    return bytes.length == 68
        && Arrays.equals(bytes, 0, 4, id, 0, 4)
        && key.signed(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, 4, 68));
  }

  /** The first bytes of SHA-256 over the name, a line feed, the kind of key, and the key. */
  private static byte[] keyId(String name, byte[] key) {
    byte[] start = (name + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + 1 + key.length);
    all[start.length] = ED25519;
    System.arraycopy(key, 0, all, start.length + 1, key.length);
    return Hashes.digest(all);
  }

  /** A hash in base64, exactly 32 bytes. */
  static Optional<byte[]> hash(String base64) {
    byte[] bytes = base64(base64);
    return bytes.length == 32 ? Optional.of(bytes) : Optional.empty();
  }

  /** Nothing where it is not base64 in its one canonical form. */
  private static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}

package dev.gatehouse.core.audit;

import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.gatehouse.core.audit.witness.LogSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A log in memory that follows the definitions of RFC 9162 word for word, and can be made to
 * forget, fork and lie.
 */
final class TestLog implements LogSource {
  private static final String ORIGIN = "test-log";
  private final OctetKeyPair key;
  final List<byte[]> entries = new ArrayList<>();
  boolean unreachable;

  TestLog(OctetKeyPair key) {
    this.key = key;
  }

  /** Adds an entry and proves it. */
  String add(byte[] entry) {
    entries.add(entry);
    return proof(entries.size() - 1, entries.size());
  }

  String proof(int index, int size) {
    StringBuilder text =
        new StringBuilder("c2sp.org/tlog-proof@v1\nindex ").append(index).append('\n');
    path(index, entries.subList(0, size)).forEach(h -> text.append(base64(h)).append('\n'));
    return text.append('\n').append(checkpoint(size)).toString();
  }

  String checkpoint(int size) {
    String text = ORIGIN + "\n" + size + "\n" + base64(mth(entries.subList(0, size))) + "\n";
    byte[] named = (ORIGIN + "\n\u0001").getBytes(StandardCharsets.UTF_8);
    byte[] x = key.getDecodedX();
    byte[] all = Arrays.copyOf(named, named.length + x.length);
    System.arraycopy(x, 0, all, named.length, x.length);
    byte[] signed = Arrays.copyOf(SegmentFormat.sha256(all), 4 + 64);
    byte[] signature = DeviceSigner.of(key).sign(text.getBytes(StandardCharsets.UTF_8));
    System.arraycopy(signature, 0, signed, 4, 64);
    return text + "\n\u2014 " + ORIGIN + " " + base64(signed) + "\n";
  }

  @Override
  public String checkpoint() throws SegmentTransportException {
    reach();
    return checkpoint(entries.size());
  }

  @Override
  public Optional<List<byte[]>> consistency(long first, long second)
      throws SegmentTransportException {
    reach();
    return second > entries.size()
        ? Optional.empty()
        : Optional.of(subproof((int) first, entries.subList(0, (int) second), true));
  }

  private void reach() throws SegmentTransportException {
    if (unreachable) {
      throw new SegmentTransportException(
          SegmentTransportException.Kind.LATER, "The control service is not reached.");
    }
  }

  private static List<byte[]> path(int m, List<byte[]> d) {
    if (d.size() == 1) {
      return List.of();
    }
    int k = Integer.highestOneBit(d.size() - 1);
    List<byte[]> left = d.subList(0, k);
    List<byte[]> right = d.subList(k, d.size());
    return m < k ? plus(path(m, left), mth(right)) : plus(path(m - k, right), mth(left));
  }

  private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
    if (m == d.size()) {
      return b ? List.of() : List.of(mth(d));
    }
    int k = Integer.highestOneBit(d.size() - 1);
    List<byte[]> left = d.subList(0, k);
    List<byte[]> right = d.subList(k, d.size());
    return m <= k
        ? plus(subproof(m, left, b), mth(right))
        : plus(subproof(m - k, right, false), mth(left));
  }

  private static byte[] mth(List<byte[]> d) {
    if (d.size() < 2) {
      return d.isEmpty() ? SegmentFormat.sha256(new byte[0]) : hash(0, d.getFirst(), new byte[0]);
    }
    int k = Integer.highestOneBit(d.size() - 1);
    return hash(1, mth(d.subList(0, k)), mth(d.subList(k, d.size())));
  }

  private static byte[] hash(int prefix, byte[] one, byte[] two) {
    byte[] all = new byte[1 + one.length + two.length];
    all[0] = (byte) prefix;
    System.arraycopy(one, 0, all, 1, one.length);
    System.arraycopy(two, 0, all, 1 + one.length, two.length);
    return SegmentFormat.sha256(all);
  }

  private static List<byte[]> plus(List<byte[]> hashes, byte[] hash) {
    List<byte[]> all = new ArrayList<>(hashes);
    all.add(hash);
    return all;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

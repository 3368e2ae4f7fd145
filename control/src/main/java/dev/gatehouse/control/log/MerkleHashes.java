package dev.gatehouse.control.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of RFC 6962 section 2.1 over hashes of complete subtrees, and its proofs (RFC 9162
 * sections 2.1.3.1 and 2.1.4.1), written down as the RFC defines them.
 */
final class MerkleHashes {
  private final Subtrees subtrees;

  MerkleHashes(Subtrees subtrees) {
    this.subtrees = subtrees;
  }

  /** Where hashes of complete subtrees come from. */
  @FunctionalInterface
  interface Subtrees {
    /** MTH over the {@code 2^level} entries from {@code index * 2^level} on. */
    byte[] hash(int level, long index);
  }

  /** The root of the tree over the first entries. */
  byte[] root(long size) {
    return size == 0 ? sha256().digest() : range(0, size);
  }

  /** The siblings from the leaf up; {@code index < size}. */
  List<byte[]> inclusion(long index, long size) {
    List<byte[]> path = new ArrayList<>();
    path(index, 0, size, path);
    return path;
  }

  /** What leads from the first tree's root to the second's; {@code 0 <= first <= second}. */
  List<byte[]> consistency(long first, long second) {
    List<byte[]> proof = new ArrayList<>();
    if (first > 0 && first < second) {
      subproof(first, 0, second, true, proof);
    }
    return proof;
  }

  private void path(long index, long start, long end, List<byte[]> path) {
    if (end - start == 1) {
      return;
    }
    long middle = start + split(end - start);
    if (index < middle) {
      path(index, start, middle, path);
      path.add(range(middle, end));
    } else {
      path(index, middle, end, path);
      path.add(range(start, middle));
    }
  }

  private void subproof(long first, long start, long end, boolean whole, List<byte[]> proof) {
    if (first == end - start) {
      if (!whole) {
        proof.add(range(start, end));
      }
      return;
    }
    long split = split(end - start);
    if (first <= split) {
      subproof(first, start, start + split, whole, proof);
      proof.add(range(start + split, end));
    } else {
      subproof(first - split, start + split, end, false, proof);
      proof.add(range(start, start + split));
    }
  }

  private byte[] range(long start, long end) {
    long width = end - start;
    if (Long.bitCount(width) == 1 && start % width == 0) {
      int level = Long.numberOfTrailingZeros(width);
      return subtrees.hash(level, start >> level);
    }
    long middle = start + split(width);
    return node(range(start, middle), range(middle, end));
  }

  /** The largest power of two below the width, which is at least 2. */
  private static long split(long width) {
    return Long.highestOneBit(width - 1);
  }

  static byte[] leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    return digest.digest(entry);
  }

  static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}

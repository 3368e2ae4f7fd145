package dev.gatehouse.control.log;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hashes of complete subtrees from the stored tiles: a tile holds up to 256 hashes, each of a
 * subtree of 256^level entries (C2SP tlog-tiles). Reads each tile once; for one use, one thread.
 */
final class Tiles implements MerkleHashes.Subtrees {
  static final int WIDTH = 256;
  static final int HASH = 32;
  private static final int HEIGHT = 8;

  private final LogStore store;
  private final Map<Tile, byte[]> held = new HashMap<>();

  /** The tiles that grew here, and how many bytes of each are stored. */
  private final Map<Tile, Integer> grown = new LinkedHashMap<>();

  private record Tile(int level, long number) {}

  Tiles(LogStore store) {
    this.store = store;
  }

  @Override
  public byte[] hash(int level, long index) {
    int inTile = level % HEIGHT;
    long first = index << inTile;
    byte[] tile = tile(level / HEIGHT, first / WIDTH);
    int offset = (int) (first % WIDTH) * HASH;
    int length = HASH << inTile;
    if (tile.length < offset + length) {
      throw new IllegalStateException("The log lacks hashes that its size says it has.");
    }
    return fold(Arrays.copyOfRange(tile, offset, offset + length));
  }

  /** Adds a leaf's hash as the next one; a tile that fills up puts its own above. */
  void append(long index, byte[] leafHash) {
    byte[] hash = leafHash;
    long place = index;
    for (int level = 0; ; level++) {
      int has = (int) (place % WIDTH) * HASH;
      Tile tile = new Tile(level, place / WIDTH);
      byte[] before = has == 0 ? new byte[0] : tile(level, tile.number());
      if (before.length != has) {
        throw new IllegalStateException("A tile of the log has not the hashes that it should.");
      }
      grown.putIfAbsent(tile, has);
      byte[] after = Arrays.copyOf(before, has + HASH);
      System.arraycopy(hash, 0, after, has, HASH);
      held.put(tile, after);
      if (after.length < WIDTH * HASH) {
        return;
      }
      hash = fold(after);
      place /= WIDTH;
    }
  }

  /** Stores what grew. */
  void store() {
    grown.forEach(
        (tile, stored) ->
            store.writeTile(
                tile.level(), tile.number(), stored, tile(tile.level(), tile.number())));
    grown.clear();
  }

  private byte[] tile(int level, long number) {
    return held.computeIfAbsent(
        new Tile(level, number), tile -> store.tile(tile.level(), tile.number()));
  }

  private static byte[] fold(byte[] hashes) {
    byte[] level = hashes;
    while (level.length > HASH) {
      byte[] above = new byte[level.length / 2];
      for (int i = 0; i < above.length; i += HASH) {
        byte[] left = Arrays.copyOfRange(level, 2 * i, 2 * i + HASH);
        byte[] right = Arrays.copyOfRange(level, 2 * i + HASH, 2 * i + 2 * HASH);
        System.arraycopy(MerkleHashes.node(left, right), 0, above, i, HASH);
      }
      level = above;
    }
    return level;
  }
}

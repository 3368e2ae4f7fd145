package dev.gatehouse.control.log;

import com.nimbusds.jose.jwk.JWK;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The one append-only log of what the service took in (RFC 6962 tree, tiles as in C2SP tlog-tiles).
 * Appending happens within the transaction that stores what is logged, under the lock of the head's
 * row: so several replicas need no leader, an entry and what it speaks of are there together or not
 * at all, and nobody is shown a checkpoint that a crash could take back. All state is in the
 * database; safe for use by many threads.
 */
public final class TransparencyLog {
  /** An entry's length travels as 16 bits in its bundle. */
  private static final int MOST_ENTRY_BYTES = 65_535;

  private final CheckpointSigner signer;

  /**
   * @param key the private Ed25519 key that signs checkpoints
   * @throws IllegalArgumentException where it is another key
   */
  public TransparencyLog(JWK key) {
    this.signer = new CheckpointSigner(key);
  }

  /** The log's name, as checkpoints say it. */
  public String origin() {
    return signer.origin();
  }

  /**
   * Adds entries at the end. The transaction should end soon after: other appends wait for it.
   *
   * @return the index of the first one
   */
  public long append(Handle handle, List<byte[]> entries, Instant now) {
    LogStore store = new LogStore(handle);
    LogStore.Head head = store.lockHead();
    Tiles tiles = new Tiles(store);
    long size = head.size();
    for (byte[] entry : entries) {
      if (entry.length > MOST_ENTRY_BYTES) {
        throw new IllegalArgumentException("An entry of the log has at most 65,535 bytes.");
      }
      tiles.append(size, MerkleHashes.leaf(entry));
      size++;
    }
    store.insertEntries(head.size(), entries);
    tiles.store();
    byte[] root = new MerkleHashes(tiles).root(size);
    store.moveHead(head, new LogStore.Head(size, root), now);
    return head.size();
  }

  /** How the log stands, signed. */
  public String checkpoint(Handle handle) {
    LogStore.Head head = new LogStore(handle).head();
    return signer.checkpoint(head.size(), head.root());
  }

  /**
   * The proof that an entry is in the log as it stands, as a C2SP tlog-proof.
   *
   * @return empty where the log has no such entry
   */
  public Optional<String> proof(Handle handle, long index) {
    LogStore store = new LogStore(handle);
    LogStore.Head head = store.head();
    if (index < 0 || index >= head.size()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex ").append(index);
    text.append('\n');
    for (byte[] hash : new MerkleHashes(new Tiles(store)).inclusion(index, head.size())) {
      text.append(Base64.getEncoder().encodeToString(hash)).append('\n');
    }
    text.append('\n').append(signer.checkpoint(head.size(), head.root()));
    return Optional.of(text.toString());
  }

  /** The siblings of an entry in the tree of a size; empty where there is no such place. */
  public Optional<List<byte[]>> inclusion(Handle handle, long index, long size) {
    LogStore store = new LogStore(handle);
    return index < 0 || index >= size || size > store.head().size()
        ? Optional.empty()
        : Optional.of(new MerkleHashes(new Tiles(store)).inclusion(index, size));
  }

  /** What leads from one size to another; empty where the log has never had those. */
  public Optional<List<byte[]>> consistency(Handle handle, long first, long second) {
    LogStore store = new LogStore(handle);
    return first < 0 || first > second || second > store.head().size()
        ? Optional.empty()
        : Optional.of(new MerkleHashes(new Tiles(store)).consistency(first, second));
  }

  /**
   * A tile's hashes.
   *
   * @param width how many, 1 to 256; fewer than it has by now are its state of then
   * @return empty where it does not have so many
   */
  public Optional<byte[]> tile(Handle handle, int level, long number, int width) {
    return new LogStore(handle)
        .findTile(level, number)
        .filter(hashes -> hashes.length >= width * Tiles.HASH)
        .map(hashes -> Arrays.copyOf(hashes, width * Tiles.HASH));
  }

  /** The entries below a level-0 tile, each after its length in 16 bits; empty as for a tile. */
  public Optional<byte[]> entries(Handle handle, long number, int width) {
    List<byte[]> entries = new LogStore(handle).entries(number * Tiles.WIDTH, width);
    if (entries.size() < width) {
      return Optional.empty();
    }
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      bundle.write(entry.length >> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return Optional.of(bundle.toByteArray());
  }
}

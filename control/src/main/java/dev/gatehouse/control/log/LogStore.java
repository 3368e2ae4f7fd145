package dev.gatehouse.control.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables of the log; every method works within its caller's transaction. */
final class LogStore {
  private final Handle handle;

  LogStore(Handle handle) {
    this.handle = handle;
  }

  /**
   * How the log stands.
   *
   * @param root the tree's root, 32 bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Head(long size, byte[] root) {}

  Head head() {
    return head("SELECT size, root FROM log_head");
  }

  /** The head, for the one that appends: all others wait until its transaction ends. */
  Head lockHead() {
    return head("SELECT size, root FROM log_head FOR UPDATE");
  }

  private Head head(String sql) {
    return handle
        .createQuery(sql)
        .map((row, context) -> new Head(row.getLong("size"), row.getBytes("root")))
        .one();
  }

  void moveHead(Head from, Head to, Instant now) {
    int moved =
        handle
            .createUpdate(
                "UPDATE log_head SET size = :size, root = :root, at = :now WHERE size = :from")
            .bind("size", to.size())
            .bind("root", to.root())
            .bind("now", now)
            .bind("from", from.size())
            .execute();
    if (moved != 1) {
      throw new IllegalStateException("The head of the log moved under its own lock.");
    }
  }

  void insertEntries(long first, List<byte[]> entries) {
    PreparedBatch batch =
        handle.prepareBatch("INSERT INTO log_entry (number, entry) VALUES (:number, :entry)");
    for (int i = 0; i < entries.size(); i++) {
      batch.bind("number", first + i).bind("entry", entries.get(i)).add();
    }
    batch.execute();
  }

  /** Up to 256 entries from that one on. */
  List<byte[]> entries(long from, int most) {
    return handle
        .createQuery(
            "SELECT entry FROM log_entry WHERE number >= :from AND number < :to ORDER BY number")
        .bind("from", from)
        .bind("to", from + most)
        .mapTo(byte[].class)
        .list();
  }

  /** Stores a tile that grew from that many bytes; 0 where it is new. */
  void writeTile(int level, long number, int stored, byte[] hashes) {
    int written =
        stored == 0
            ? handle.execute("INSERT INTO log_tile VALUES (?, ?, ?)", level, number, hashes)
            : handle.execute(
                "UPDATE log_tile SET hashes = ?"
                    + " WHERE level = ? AND number = ? AND length(hashes) = ?",
                hashes,
                level,
                number,
                stored);
    if (written != 1) {
      throw new IllegalStateException("A tile of the log does not have the hashes that it should.");
    }
  }

  /** The hashes that a tile has so far. */
  byte[] tile(int level, long number) {
    return findTile(level, number)
        .orElseThrow(
            () -> new IllegalStateException("The log lacks a tile that its size says it has."));
  }

  Optional<byte[]> findTile(int level, long number) {
    return handle
        .createQuery("SELECT hashes FROM log_tile WHERE level = :level AND number = :number")
        .bind("level", level)
        .bind("number", number)
        .mapTo(byte[].class)
        .findOne();
  }
}

package dev.gatehouse.core.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk as unkind as POSIX lets it be. Bytes are durable after a force, names after a sync of
 * their directory; a crash keeps any part of what was not: writes in any order, torn at any byte,
 * with holes of zeros; names up to any point in their order. A failed force drops the pages that it
 * failed on while reads still show them. Safe for use by many threads.
 */
final class SimulatedDisk implements SegmentFiles {
  private final RandomGenerator random;
  private final Map<Path, Directory> directories = new HashMap<>();
  private final Set<Path> locks = new HashSet<>();
  private long operations;
  private long failFrom = Long.MAX_VALUE;
  private long failUntil = Long.MAX_VALUE;
  private double failureRate;
  private long space = Long.MAX_VALUE;

  SimulatedDisk(RandomGenerator random) {
    this.random = random;
  }

  /** How many operations have been asked for. */
  long operations() {
    return operations;
  }

  /** Fails the operations from that one (0 is the first) to before the other. */
  void fail(long from, long until) {
    failFrom = from;
    failUntil = until;
  }

  /** Fails that share of the operations. */
  void failRate(double rate) {
    failureRate = rate;
  }

  /** Bytes that may still be written. */
  synchronized void space(long bytes) {
    space = bytes;
  }

  /** The power goes: what was not forced may be lost or torn, every lock is free. */
  synchronized void crash() {
    locks.clear();
    Set<Inode> seen = new HashSet<>();
    for (Directory directory : directories.values()) {
      directory.crash(random);
      seen.addAll(directory.names.values());
    }
    seen.forEach(inode -> inode.crash(random));
  }

  /** Every process dies, the system lives: only the locks go. */
  void kill() {
    locks.clear();
  }

  /** Every file's bytes as a reader sees them, by path. */
  Map<String, String> content() {
    Map<String, String> all = new TreeMap<>();
    directories.forEach(
        (path, directory) ->
            directory.names.forEach(
                (name, inode) ->
                    all.put(path.resolve(name).toString(), Arrays.toString(inode.data))));
    return all;
  }

  /** Flips bits of a file behind everybody's back. */
  void damage(Path file, int position, int mask) throws IOException {
    Inode inode = inode(file);
    inode.data[position] ^= (byte) mask;
    inode.durable = inode.data.clone();
  }

  @Override
  public synchronized List<String> list(Path directory) throws IOException {
    operation("list");
    List<String> names = new ArrayList<>(directory(directory).names.keySet());
    for (Path other : directories.keySet()) {
      if (directory.equals(other.getParent())) {
        names.add(String.valueOf(other.getFileName()));
      }
    }
    names.sort(null);
    return names;
  }

  @Override
  public synchronized boolean exists(Path file) {
    return directory(SessionDirectory.parent(file)).names.containsKey(name(file));
  }

  @Override
  public synchronized long size(Path file) throws IOException {
    operation("size");
    return inode(file).data.length;
  }

  @Override
  public synchronized byte[] read(Path file) throws IOException {
    operation("read");
    return inode(file).data.clone();
  }

  @Override
  public synchronized void createDirectories(Path directory) throws IOException {
    operation("mkdir");
    directories.putIfAbsent(directory, new Directory());
  }

  @Override
  public synchronized OpenFile create(Path file) throws IOException {
    operation("create");
    Directory directory = directory(SessionDirectory.parent(file));
    if (directory.names.containsKey(name(file))) {
      throw new IOException("exists: " + file);
    }
    Inode inode = new Inode();
    directory.change(new Change(name(file), inode, null));
    return new Handle(inode);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    operation("rename");
    directory(SessionDirectory.parent(from)).change(new Change(name(to), inode(from), name(from)));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    operation("delete");
    Directory directory = directory(SessionDirectory.parent(file));
    Inode inode = directory.names.get(name(file));
    if (inode != null) {
      space = space == Long.MAX_VALUE ? space : space + inode.data.length;
      directory.change(new Change(name(file), null, null));
    }
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    operation("syncDirectory");
    directory(directory).sync();
  }

  @Override
  public synchronized long usableSpace(Path directory) throws IOException {
    operation("usableSpace");
    return space;
  }

  @Override
  public synchronized Optional<Closeable> lock(Path file) throws IOException {
    operation("lock");
    return locks.add(file) ? Optional.of(() -> locks.remove(file)) : Optional.empty();
  }

  private void operation(String what) throws IOException {
    long number = operations++;
    if ((number >= failFrom && number < failUntil) || random.nextDouble() < failureRate) {
      throw new IOException("operation " + number + " (" + what + ") fails");
    }
  }

  private Directory directory(Path path) {
    return directories.computeIfAbsent(path, p -> new Directory());
  }

  private Inode inode(Path file) throws IOException {
    Inode inode = directory(SessionDirectory.parent(file)).names.get(name(file));
    if (inode == null) {
      throw new NoSuchFileException(file.toString());
    }
    return inode;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** A name appears with a file, or goes where the file is null; a rename also takes one away. */
  private record Change(String name, @Nullable Inode inode, @Nullable String gone) {
    void apply(Map<String, Inode> names) {
      if (gone != null) {
        names.remove(gone);
      }
      if (inode == null) {
        names.remove(name);
      } else {
        names.put(name, inode);
      }
    }
  }

  private static final class Directory {
    private Map<String, Inode> names = new TreeMap<>();
    private Map<String, Inode> durable = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();

    void change(Change change) {
      change.apply(names);
      pending.add(change);
    }

    void sync() {
      durable = new TreeMap<>(names);
      pending.clear();
    }

    void crash(RandomGenerator random) {
      int kept = random.nextInt(pending.size() + 1);
      pending.subList(0, kept).forEach(change -> change.apply(durable));
      pending.clear();
      names = new TreeMap<>(durable);
    }
  }

  private record Write(long offset, byte[] bytes) {}

  private static final class Inode {
    private byte[] data = new byte[0];
    private byte[] durable = new byte[0];
    private List<Write> pending = new ArrayList<>();

    void crash(RandomGenerator random) {
      for (Write write : pending) {
        if (random.nextBoolean()) {
          int torn = random.nextInt(write.bytes().length + 1);
          durable = put(durable, write.offset(), Arrays.copyOf(write.bytes(), torn));
        } else if (random.nextBoolean()) {
          durable = put(durable, write.offset(), new byte[write.bytes().length]);
        }
      }
      pending = new ArrayList<>();
      data = durable.clone();
    }

    static byte[] put(byte[] into, long offset, byte[] bytes) {
      byte[] result =
          Arrays.copyOf(into, Math.max(into.length, Math.toIntExact(offset) + bytes.length));
      System.arraycopy(bytes, 0, result, Math.toIntExact(offset), bytes.length);
      return result;
    }
  }

  private final class Handle implements OpenFile {
    private final Inode inode;

    Handle(Inode inode) {
      this.inode = inode;
    }

    @Override
    public void write(long offset, byte[] bytes) throws IOException {
      synchronized (SimulatedDisk.this) {
        writeLocked(offset, bytes);
      }
    }

    private void writeLocked(long offset, byte[] bytes) throws IOException {
      byte[] taken = bytes;
      IOException failure = null;
      try {
        operation("write");
      } catch (IOException e) {
        failure = e;
        taken = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      }
      if (taken.length > space) {
        taken = Arrays.copyOf(taken, Math.toIntExact(space));
        failure = new IOException("no space left on device");
      }
      space = space == Long.MAX_VALUE ? space : space - taken.length;
      inode.data = Inode.put(inode.data, offset, taken);
      inode.pending.add(new Write(offset, taken));
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (SimulatedDisk.this) {
        forceLocked();
      }
    }

    private void forceLocked() throws IOException {
      try {
        operation("force");
      } catch (IOException e) {
        inode.pending.removeIf(write -> random.nextBoolean());
        throw e;
      }
      inode.pending.forEach(
          write -> inode.durable = Inode.put(inode.durable, write.offset(), write.bytes()));
      inode.pending.clear();
    }

    @Override
    public void close() {}
  }
}

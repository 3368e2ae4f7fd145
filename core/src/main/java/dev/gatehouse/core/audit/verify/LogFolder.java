package dev.gatehouse.core.audit.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A log as files, in the layout of C2SP tlog-tiles: {@code checkpoint}, {@code
 * tile/<level>/<number>[.p/<width>]}, {@code tile/entries/<number>[.p/<width>]}; beside it {@code
 * log-key.json}, its public key as a JWK, and {@code sessions/}, a recording's folder a session.
 */
record LogFolder(Path path) {
  static final int WIDTH = 256;
  static final int HASH = 32;

  String checkpoint() throws IOException {
    return Files.readString(path.resolve("checkpoint"));
  }

  Optional<Path> sessions() {
    Path folder = path.resolve("sessions");
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  /** The entries of a bundle of that width; fewer where it is short, missing or damaged. */
  List<byte[]> entries(long number, int width) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    Optional<byte[]> bytes = read("entries", number, width);
    if (bytes.isEmpty()) {
      return entries;
    }
    ByteBuffer bundle = ByteBuffer.wrap(bytes.get());
    while (bundle.remaining() >= 2 && entries.size() < width) {
      int length = Short.toUnsignedInt(bundle.getShort());
      if (length > bundle.remaining()) {
        return entries;
      }
      byte[] entry = new byte[length];
      bundle.get(entry);
      entries.add(entry);
    }
    return entries;
  }

  /** A tile's bytes; empty where there is none of that width. */
  Optional<byte[]> tile(int level, long number, int width) throws IOException {
    return read(Integer.toString(level), number, width);
  }

  private Optional<byte[]> read(String kind, long number, int width) throws IOException {
    Path file = path.resolve(name(kind, number, width));
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** {@code 1234067} is {@code x001/x234/067}; a part of a tile says how wide it is. */
  static String name(String kind, long number, int width) {
    StringBuilder name = new StringBuilder("%03d".formatted(number % 1000));
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      name.insert(0, "x%03d/".formatted(rest % 1000));
    }
    String partial = width == WIDTH ? "" : ".p/" + width;
    return "tile/" + kind + "/" + name + partial;
  }
}

package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.ReviewApi;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Saves a service's whole log as files (docs/audit-format.md), with the recordings it names. */
final class LogSaver {
  private static final int WIDTH = 256;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ControlApi api;
  private final ReviewApi review;
  private final Path folder;

  LogSaver(ControlApi api, Path folder) {
    this.api = api;
    this.review = new ReviewApi(api);
    this.folder = folder;
  }

  /** Returns how many entries the log has. */
  long save() throws GatehouseException {
    try {
      makeEmpty();
      String checkpoint = new String(review.logFile("checkpoint"), StandardCharsets.UTF_8);
      long size = Long.parseLong(checkpoint.lines().skip(1).findFirst().orElse(""));
      Set<String> sessions = new TreeSet<>();
      for (long from = 0; from < size; from += WIDTH) {
        String name = name("entries", from / WIDTH, (int) Math.min(WIDTH, size - from));
        byte[] bundle = review.logFile(name);
        write(name, bundle);
        sessions(bundle, sessions);
      }
      int level = 0;
      for (long hashes = size; hashes > 0; hashes /= WIDTH, level++) {
        for (long from = 0; from < hashes; from += WIDTH) {
          int width = (int) Math.min(WIDTH, hashes - from);
          String name = name(Integer.toString(level), from / WIDTH, width);
          write(name, review.logFile(name));
        }
      }
      for (String session : sessions) {
        RecordingFolder saved = new RecordingFolder(folder.resolve("sessions").resolve(session));
        String key = saved.fillAndTellKey(api, session);
        Files.writeString(folder.resolve("log-key.json"), key);
      }
      // Last, so that a folder that was broken off is not taken for a whole one.
      Files.writeString(folder.resolve("checkpoint"), checkpoint);
      return size;
    } catch (IOException | NumberFormatException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The folder " + folder + " cannot be written; name another one.", e);
    }
  }

  private void makeEmpty() throws IOException, GatehouseException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new GatehouseException(
            Kind.BAD_INPUT,
            "The folder " + folder + " is not empty; name a new one, so that nothing is mixed.");
      }
    }
  }

  private static void sessions(byte[] bundle, Set<String> sessions) {
    ByteBuffer entries = ByteBuffer.wrap(bundle);
    while (entries.remaining() >= 2) {
      byte[] entry = new byte[Short.toUnsignedInt(entries.getShort())];
      entries.get(entry);
      JsonNode json = JSON.readTree(entry);
      String session = json.path("sessionId").asString("");
      if (!json.has("type") && session.matches("[A-Za-z0-9_-]{1,64}")) {
        sessions.add(session);
      }
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(file, bytes);
  }

  /** C2SP tlog-tiles: {@code 1234067} is {@code x001/x234/067}. */
  private static String name(String kind, long number, int width) {
    StringBuilder name = new StringBuilder("%03d".formatted(number % 1000));
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      name.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return "tile/" + kind + "/" + name + (width == WIDTH ? "" : ".p/" + width);
  }
}

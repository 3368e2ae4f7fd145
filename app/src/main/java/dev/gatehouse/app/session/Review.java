package dev.gatehouse.app.session;

import dev.gatehouse.control.api.AccessView;
import dev.gatehouse.control.api.LiveSessionView;
import dev.gatehouse.control.api.NoteRequest;
import dev.gatehouse.control.api.NoteView;
import dev.gatehouse.control.api.ReportView;
import dev.gatehouse.control.api.SessionView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a reviewer does with the record. Blocking and safe for use by many threads. */
public interface Review {
  /**
   * The sessions that fit, the newest first.
   *
   * @param query any of {@code person}, {@code source}, {@code from}, {@code to} (instants), {@code
   *     decision}, {@code flagged} ({@code true} or {@code false}) and {@code text} (words)
   */
  List<SessionView> sessions(Map<String, String> query) throws GatehouseException;

  /** The sessions that run, with their last statements. */
  List<LiveSessionView> live() throws GatehouseException;

  List<NoteView> notes(String sessionId) throws GatehouseException;

  NoteView addNote(String sessionId, NoteRequest note) throws GatehouseException;

  /** Who read a session's recording. */
  List<AccessView> accesses(String sessionId) throws GatehouseException;

  /** All that a report of a session is made of, with the proof inside; recorded. */
  ReportView report(String sessionId) throws GatehouseException;

  /** Destroys a session's keys. Returns how many segments can no longer be opened. */
  int erase(String sessionId) throws GatehouseException;

  /**
   * Saves the whole log, and every recording that it speaks of, for {@code gatehouse verify}.
   *
   * @param folder must be empty or not exist yet
   * @return how many entries the log has
   */
  long saveLog(Path folder) throws GatehouseException;
}

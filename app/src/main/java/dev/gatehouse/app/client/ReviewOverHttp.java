package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.ReviewApi;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.Review;
import dev.gatehouse.control.api.AccessView;
import dev.gatehouse.control.api.LiveSessionView;
import dev.gatehouse.control.api.NoteRequest;
import dev.gatehouse.control.api.NoteView;
import dev.gatehouse.control.api.ReportView;
import dev.gatehouse.control.api.SessionView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A reviewer's work at the control service. */
record ReviewOverHttp(ControlApi control, ReviewApi api) implements Review {
  ReviewOverHttp(ControlApi control) {
    this(control, new ReviewApi(control));
  }

  @Override
  public List<SessionView> sessions(Map<String, String> query) throws GatehouseException {
    return api.sessions(query);
  }

  @Override
  public List<LiveSessionView> live() throws GatehouseException {
    return api.live();
  }

  @Override
  public List<NoteView> notes(String sessionId) throws GatehouseException {
    return api.notes(sessionId);
  }

  @Override
  public NoteView addNote(String sessionId, NoteRequest note) throws GatehouseException {
    return api.addNote(sessionId, note);
  }

  @Override
  public List<AccessView> accesses(String sessionId) throws GatehouseException {
    return api.accesses(sessionId);
  }

  @Override
  public ReportView report(String sessionId) throws GatehouseException {
    return api.report(sessionId);
  }

  @Override
  public int erase(String sessionId) throws GatehouseException {
    return api.erase(sessionId);
  }

  @Override
  public long saveLog(Path folder) throws GatehouseException {
    return new LogSaver(control, folder).save();
  }
}

package dev.gatehouse.app.export;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.grant.Grant;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Interaction;
import dev.gatehouse.core.pipeline.Outcome;
import dev.gatehouse.core.pipeline.Preview;
import java.util.ArrayList;
import java.util.List;

/** A session that keeps what left it. */
final class MadeSession implements GovernedSession {
  private final Runnable recording;
  private final List<String> left = new ArrayList<>();
  private boolean endsOnRecord;
  private boolean ended;
  private int cancels;

  /**
   * @param recording runs whenever data that left is recorded
   */
  MadeSession(Runnable recording) {
    this.recording = recording;
  }

  MadeSession endingOnRecord() {
    endsOnRecord = true;
    return this;
  }

  List<String> left() {
    return left;
  }

  int cancels() {
    return cancels;
  }

  @Override
  public String id() {
    return "s-1";
  }

  @Override
  public Grant grant() {
    throw new AssertionError("An export asks for no grant.");
  }

  @Override
  public CatalogSnapshot catalog() {
    throw new AssertionError("An export asks for no catalog.");
  }

  @Override
  public Preview preview(String sql) {
    throw new AssertionError("An export previews nothing.");
  }

  @Override
  public Outcome run(String sql, Interaction interaction) {
    throw new AssertionError("An export runs nothing.");
  }

  @Override
  public void cancel() {
    cancels++;
  }

  @Override
  public void recordDataLeft(long statement, String how, long rows) {
    recording.run();
    ended = endsOnRecord;
    left.add(statement + " " + how + " " + rows);
  }

  @Override
  public void end(String reason) {
    ended = true;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    ended = true;
  }
}

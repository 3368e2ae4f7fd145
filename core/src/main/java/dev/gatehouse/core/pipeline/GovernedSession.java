package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.catalog.CatalogSnapshot;
import dev.gatehouse.core.grant.Grant;

/**
 * The straight line for one grant: SQL, facts, decision, run, mask, audit. {@link #run} is called
 * by one thread at a time; everything else from any thread.
 */
public interface GovernedSession extends AutoCloseable {
  /** The session ticket's id. */
  String id();

  /** The grant it runs under. */
  Grant grant();

  /** The schema in use. */
  CatalogSnapshot catalog();

  /** What would happen now. */
  Preview preview(String sql);

  /** Runs exactly one statement. */
  Outcome run(String sql, Interaction interaction);

  /** Cancels the running statement, if any. */
  void cancel();

  /** Records that data left the window by a copy or an export. */
  void recordDataLeft(long statement, String how, long rows);

  /** Ends the session for that reason, such as {@code signed_out} or {@code revoked}. */
  void end(String reason);

  /** Whether it has ended. */
  boolean ended();

  /** Ends it as {@code closed}. */
  @Override
  void close();
}

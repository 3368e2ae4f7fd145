package dev.gatehouse.app.session;

import dev.gatehouse.control.api.StatementRequestView;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Approval of one exact statement, where a decision says that it needs one ({@link
 * dev.gatehouse.core.pipeline.Outcome.NeedsApproval}). Blocking but for {@link #decided}, and safe
 * for use by many threads.
 */
public interface Approvals {
  /**
   * Asks reviewers to approve a statement; asking again for the same text is the same request.
   *
   * @param grantId the active grant that it is to run under
   * @param statement the exact text that is to run
   * @param comment what the reviewer should know; may be empty
   */
  StatementRequestView ask(String grantId, String statement, String comment)
      throws GatehouseException;

  /**
   * Told once a request waits no longer. Where it was approved, the open sessions of its grant know
   * it by then, so that running the same text again goes on. It fails with a {@link
   * GatehouseException} where the person signs out before.
   */
  CompletableFuture<StatementRequestView> decided(StatementRequestView request);

  /** The person's own requests, newest first. */
  List<StatementRequestView> mine() throws GatehouseException;

  /** Requests of others that this person may decide, oldest first. */
  List<StatementRequestView> pending() throws GatehouseException;

  StatementRequestView approve(String id, String comment) throws GatehouseException;

  StatementRequestView deny(String id, String reason) throws GatehouseException;

  /** Takes one's own request back. */
  StatementRequestView withdraw(String id) throws GatehouseException;
}

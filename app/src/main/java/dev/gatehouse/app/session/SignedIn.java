package dev.gatehouse.app.session;

import dev.gatehouse.control.api.CutOffView;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.MeView;
import dev.gatehouse.control.api.RecordingView;
import dev.gatehouse.control.api.SessionView;
import dev.gatehouse.control.api.SourceView;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.policy.PolicySet;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A signed-in person's door to the control service and to their sessions. Blocking and safe for use
 * by many threads; tokens are renewed by themselves.
 */
public interface SignedIn extends AutoCloseable {
  /** Who is signed in. */
  MeView me();

  /**
   * What this computer found wrong with the service's log, in one sentence that must be shown; as
   * long as it stands, no uploaded record is deleted here.
   */
  default Optional<String> recordAlert() {
    return Optional.empty();
  }

  List<SourceView> sources() throws GatehouseException;

  GrantView request(GrantRequest request) throws GatehouseException;

  /** The person's own grants and requests, newest first. */
  List<GrantView> myGrants() throws GatehouseException;

  /** Requests of others that this person may decide. */
  List<GrantView> pending() throws GatehouseException;

  /** What was decided before about requests like that one; for reviewers. */
  List<GrantView> similar(String grantId) throws GatehouseException;

  /**
   * The policy that holds now.
   *
   * @throws GatehouseException where it is not signed by the service or cannot be read
   */
  PolicySet policy() throws GatehouseException;

  GrantView grant(String id) throws GatehouseException;

  GrantView approve(String grantId, String comment) throws GatehouseException;

  GrantView deny(String grantId, String reason) throws GatehouseException;

  /** Emergencies that were granted and that nobody has looked at yet; for reviewers. */
  List<GrantView> emergencies() throws GatehouseException;

  /**
   * Says what a look at an emergency found.
   *
   * @param comment why; not blank
   */
  GrantView reviewEmergency(String grantId, boolean justified, String comment)
      throws GatehouseException;

  /** Ends another person's grant at once, with its sessions and roles; for reviewers. */
  GrantView revoke(String grantId, String reason) throws GatehouseException;

  GrantView withdraw(String grantId) throws GatehouseException;

  /** Ends one's own active grant. */
  GrantView giveBack(String grantId) throws GatehouseException;

  /**
   * Activates the grant if needed and opens a governed session: verifies the grant token, fetches
   * the policy, takes a session ticket, opens the spool, reads the catalog.
   *
   * @param ended told once, from another thread, when the session ends by itself (grant expired or
   *     revoked, record not writable), with one sentence
   */
  GovernedSession connect(String grantId, Consumer<String> ended) throws GatehouseException;

  /** Approval of single statements: asking, waiting, deciding. */
  Approvals approvals();

  /** Recorded sessions that this person may review. */
  List<SessionView> sessions() throws GatehouseException;

  /** What a reviewer does with the record. */
  default Review review() {
    throw new UnsupportedOperationException("There is no control service here.");
  }

  /** Ends one session of another person at once; its grant goes on; for reviewers. */
  CutOffView cutOff(String sessionId, String reason) throws GatehouseException;

  RecordingView recording(String sessionId) throws GatehouseException;

  /**
   * Saves a recording's sealed segments and what verifies them without the control service; for
   * reviewers.
   *
   * @param folder must be empty or not exist yet
   * @return how many segments were saved
   */
  int saveRecording(String sessionId, Path folder) throws GatehouseException;

  /**
   * The provider's page that ends the person's own session in the browser (OpenID Connect
   * RP-Initiated Logout 1.0), to be opened after {@link #signOut}; empty where there is none.
   */
  default Optional<URI> signOutPage() {
    return Optional.empty();
  }

  /**
   * Ends every session, waits for the upload, ends the grants' roles, has the provider revoke what
   * renews the sign-in, and forgets the tokens.
   */
  void signOut() throws GatehouseException;

  /** Ends the sessions without signing out. */
  @Override
  void close();
}

package dev.gatehouse.core.audit;

/** The way to the control service, as the uploader sees it. Calls may block. */
public interface SegmentTransport {
  /**
   * Hands over a segment; handing over the same bytes again is fine and answers the same receipt,
   * with a proof for the log as it stands then.
   *
   * @throws SegmentTransportException where the service did not take it, or may not have
   */
  Acknowledged put(String sessionId, long number, byte[] bytes) throws SegmentTransportException;

  /**
   * The service has a segment.
   *
   * @param proof that its manifest is in the service's log, a C2SP tlog-proof
   */
  record Acknowledged(SegmentReceipt receipt, String proof) {}

  /**
   * Says that nothing follows and how many segments there are; saying it again is fine.
   *
   * @throws SegmentTransportException where the service did not take it, or may not have
   */
  void close(String sessionId, long segments) throws SegmentTransportException;
}

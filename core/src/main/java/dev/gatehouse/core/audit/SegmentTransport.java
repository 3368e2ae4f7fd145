package dev.gatehouse.core.audit;

/** The way to the control service, as the uploader sees it. Calls may block. */
public interface SegmentTransport {
  /**
   * Hands over a segment; handing over the same bytes again is fine and answers the same receipt.
   *
   * @throws SegmentTransportException where the service did not take it, or may not have
   */
  SegmentReceipt put(String sessionId, long number, byte[] bytes) throws SegmentTransportException;

  /**
   * Says that nothing follows and how many segments there are; saying it again is fine.
   *
   * @throws SegmentTransportException where the service did not take it, or may not have
   */
  void close(String sessionId, long segments) throws SegmentTransportException;
}

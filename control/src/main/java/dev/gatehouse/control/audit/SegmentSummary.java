package dev.gatehouse.control.audit;

/**
 * What is stored of a session, in figures.
 *
 * @param stored how many segments
 * @param highest the highest number of one; -1 where there is none
 * @param allSealed whether each ends with its seal
 * @param ended whether the one with the highest number says that the session ends
 */
record SegmentSummary(
    String sessionId,
    long stored,
    long highest,
    boolean allSealed,
    boolean ended,
    int statements,
    int flagged) {
  static SegmentSummary none(String sessionId) {
    return new SegmentSummary(sessionId, 0, -1, true, false, 0, 0);
  }
}

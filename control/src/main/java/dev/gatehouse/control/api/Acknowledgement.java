package dev.gatehouse.control.api;

/**
 * Answer to {@code PUT /v1/sessions/{id}/segments/{number}}.
 *
 * @param receipt the service's signed word that it has the segment; always the same for a segment
 * @param proof that the receipt's signed payload is an entry of the log as it stands now (C2SP
 *     tlog-proof, with the signed checkpoint)
 */
public record Acknowledgement(Receipt receipt, String proof) {}

package dev.gatehouse.control.api;

import java.util.List;

/**
 * {@code GET /v1/sessions/{id}/report}: all that a report of a session is made of, with the proof
 * inside. Asking for it is recorded.
 *
 * @param checkpoint the log's signed checkpoint
 * @param accesses who read the recording before, oldest first
 */
public record ReportView(
    RecordingView recording,
    EvidenceView evidence,
    List<NoteView> notes,
    List<AccessView> accesses,
    String checkpoint) {}

package dev.gatehouse.core.audit.verify;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the verification of a whole log says.
 *
 * @param origin the log's name; empty where its checkpoint does not open
 * @param size how many entries the checkpoint speaks of
 * @param root the checkpoint's root, in hex; empty where it does not open
 * @param findings one sentence for each thing that does not hold; empty where all does
 * @param sessions what each session's own verification says, by session
 */
public record LogReport(
    String origin,
    long size,
    String root,
    List<String> findings,
    SortedMap<String, VerificationReport> sessions) {
  public LogReport {
    findings = List.copyOf(findings);
    sessions = new TreeMap<>(sessions);
  }

  /** Whether the log and every session in it hold. */
  public boolean holds() {
    return findings.isEmpty()
        && sessions.values().stream().noneMatch(VerificationReport.Fails.class::isInstance);
  }
}

package dev.gatehouse.core.audit.verify;

import java.util.List;
import java.util.stream.Stream;

/** What the verification of a session says. */
public sealed interface VerificationReport {
  /** The session, as its segments name it; empty where none can be read. */
  String sessionId();

  /** What a crash or a running session leaves open; none of it is tampering. */
  List<Finding> gaps();

  /** All of it in sentences, the worst first. */
  List<String> sentences();

  /**
   * Nothing was changed. Whether it is also complete, {@link #gaps()} says.
   *
   * @param segments how many segments were checked
   * @param records how many records they hold
   * @param head SHA-256 of the last segment, in hex; 64 zeros where there is none
   * @param opened whether the records were opened too
   */
  record Holds(
      String sessionId,
      long segments,
      long records,
      String head,
      boolean opened,
      List<Finding> gaps)
      implements VerificationReport {
    public Holds {
      gaps = List.copyOf(gaps);
    }

    /** Whether the session is there from its first record to its end. */
    public boolean complete() {
      return gaps.isEmpty();
    }

    @Override
    public List<String> sentences() {
      return gaps.isEmpty()
          ? List.of(
              "The recording holds: "
                  + segments
                  + " segments with "
                  + records
                  + " records, to its end, head "
                  + head
                  + ".")
          : gaps.stream().map(Finding::sentence).toList();
    }
  }

  /**
   * Something was changed, removed or added.
   *
   * @param findings what, by segment and position; at least one
   */
  record Fails(String sessionId, List<Finding> findings, List<Finding> gaps)
      implements VerificationReport {
    public Fails {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("A recording fails for at least one reason.");
      }
    }

    @Override
    public List<String> sentences() {
      return Stream.concat(findings.stream(), gaps.stream()).map(Finding::sentence).toList();
    }
  }
}

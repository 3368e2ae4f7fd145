package dev.gatehouse.core.masking;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a tag for a column from samples of its values and from its name. It decides nothing: a
 * person accepts. Immutable, safe for use by many threads.
 */
public final class TagProposer {
  private static final String FREE_TEXT = "pii.free_text";
  private static final int FEWEST_SAMPLES = 5;
  private static final double MOST = 0.6;
  private static final double SOME = 0.02;
  private static final int PROSE = 4;

  private final List<Detector> detectors;

  private TagProposer(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  /** With these detectors, usually {@link Detectors#all()}. */
  public static TagProposer of(List<Detector> detectors) {
    return new TagProposer(detectors);
  }

  /**
   * A proposal where something speaks for one.
   *
   * @param column the column's name
   * @param samples values as text; some tens to some thousands
   */
  public Optional<TagProposal> propose(String column, List<? extends @Nullable String> samples) {
    Optional<String> named = TagWords.tag(ColumnWords.of(column));
    List<String> values =
        samples.stream()
            .filter(java.util.Objects::nonNull)
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
    if (values.size() >= FEWEST_SAMPLES) {
      Optional<TagProposal> content = byContent(values, named);
      if (content.isPresent()) {
        return content;
      }
    }
    return named.map(
        tag ->
            new TagProposal(
                tag, TagProposal.Evidence.NAME, 0, "The column's name says so: " + column + "."));
  }

  private Optional<TagProposal> byContent(List<String> values, Optional<String> named) {
    Detector best = null;
    long most = 0;
    for (Detector detector : detectors) {
      long hits = values.stream().filter(detector::matches).count();
      if (hits > most) {
        most = hits;
        best = detector;
      }
    }
    double share = (double) most / values.size();
    if (best != null && share >= MOST) {
      return Optional.of(proposal(best, share, named));
    }
    return inProse(values);
  }

  private static TagProposal proposal(Detector best, double share, Optional<String> named) {
    boolean both = named.isPresent() && named.get().equals(best.tag());
    return new TagProposal(
        best.tag(),
        both ? TagProposal.Evidence.NAME_AND_CONTENT : TagProposal.Evidence.CONTENT,
        share,
        "%d%% of the sampled values have the form of a %s%s."
            .formatted(
                Math.round(share * 100), best.name(), both ? ", and the name says so too" : ""));
  }

  /** Texts that people wrote, with something in some of them. */
  private Optional<TagProposal> inProse(List<String> values) {
    boolean prose =
        values.stream().filter(value -> value.split("\\s+", PROSE).length == PROSE).count() * 2
            > values.size();
    double share = (double) values.stream().filter(this::holdsSomething).count() / values.size();
    return prose && share >= SOME
        ? Optional.of(
            new TagProposal(
                FREE_TEXT,
                TagProposal.Evidence.CONTENT,
                share,
                "Texts in which %d%% of the samples hold personal or secret data."
                    .formatted(Math.max(1, Math.round(share * 100)))))
        : Optional.empty();
  }

  private boolean holdsSomething(String value) {
    TextSummary summary = TextSummary.of(value);
    FoundSpans found = new FoundSpans();
    for (Detector detector : detectors) {
      if (detector.canHold(summary)) {
        detector.find(value, found);
      }
    }
    return found.size() > 0;
  }
}

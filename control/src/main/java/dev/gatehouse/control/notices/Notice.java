package dev.gatehouse.control.notices;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What is told: one event of a grant, with the facts.
 *
 * @param id the same at every attempt
 * @param what what happened
 * @param grant the grant's id
 * @param requester readable name
 * @param source the data source's name
 * @param environment {@code prod} and so on; may be empty
 * @param relations patterns
 * @param actions words such as {@code read}
 * @param unmask tags that are lifted; usually empty
 * @param purpose why, in the requester's words
 * @param ticket may be empty
 * @param durationMinutes how long
 * @param emergency whether the requester said so
 * @param by who decided, readable; who asked where nobody did
 * @param reason one sentence
 * @param at when it happened
 * @param link where a person reads how to decide
 */
record Notice(
    UUID id,
    What what,
    String grant,
    String requester,
    String source,
    String environment,
    List<String> relations,
    List<String> actions,
    List<String> unmask,
    String purpose,
    String ticket,
    int durationMinutes,
    boolean emergency,
    String by,
    String reason,
    Instant at,
    URI link) {

  Notice {
    Objects.requireNonNull(id);
    Objects.requireNonNull(what);
    relations = List.copyOf(relations);
    actions = List.copyOf(actions);
    unmask = List.copyOf(unmask);
  }

  /** What happened to a grant. */
  enum What {
    REQUESTED,
    APPROVED,
    DENIED,
    LAPSED,
    WITHDRAWN,
    REVOKED,
    FAILED
  }

  /** One line for people. */
  String title() {
    String asked = " for " + source + (environment.isEmpty() ? "" : " (" + environment + ")");
    String line =
        switch (what) {
          case REQUESTED -> requester + " asks" + asked;
          case APPROVED -> "Access of " + requester + asked + " was approved";
          case DENIED -> "Access of " + requester + asked + " was denied";
          case LAPSED -> "The request of " + requester + asked + " lapsed";
          case WITHDRAWN -> "The request of " + requester + asked + " was withdrawn";
          case REVOKED -> "Access of " + requester + asked + " was revoked";
          case FAILED -> "Access of " + requester + asked + " could not be made";
        };
    return emergency ? "EMERGENCY: " + line : line;
  }

  /** The facts as names and values, in the order in which people want them. */
  List<Fact> facts() {
    return List.of(
            new Fact("Purpose", purpose),
            new Fact("Ticket", ticket),
            new Fact("Relations", String.join(", ", relations)),
            new Fact("Actions", String.join(", ", actions)),
            new Fact("Unmasked", String.join(", ", unmask)),
            new Fact("For", durationMinutes + " minutes"),
            new Fact("By", what == What.REQUESTED ? "" : by),
            new Fact("Why", reason))
        .stream()
        .filter(fact -> !fact.value().isBlank())
        .toList();
  }

  /** A name and what a person or a policy wrote. */
  record Fact(String name, String value) {
    /** Messages have limits of their own; nobody reads more than this in one. */
    private static final int MOST = 500;

    Fact {
      value = value.length() > MOST ? value.substring(0, MOST) + "…" : value;
    }
  }
}

package dev.gatehouse.control.grants;

import dev.gatehouse.control.events.GrantEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that a grant changed: to its holder's streams and to the log. */
final class GrantNotices {
  private static final Logger LOG = LoggerFactory.getLogger(GrantNotices.class);
  private final GrantEvents events;

  GrantNotices(GrantEvents events) {
    this.events = events;
  }

  void changed(GrantRow row) {
    if (row.terms().breakGlass()) {
      LOG.warn(
          "EMERGENCY: grant {} on {}, for which the glass was broken, is {}",
          row.id(),
          row.terms().source(),
          row.state().word());
    } else {
      LOG.info("Grant {} on {} is {}", row.id(), row.terms().source(), row.state().word());
    }
    events.publish(row.requester(), row.id(), row.state().word());
  }
}

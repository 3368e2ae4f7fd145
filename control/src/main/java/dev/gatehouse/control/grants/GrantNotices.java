package dev.gatehouse.control.grants;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that a grant changed; the streams are told by the database. */
final class GrantNotices {
  private static final Logger LOG = LoggerFactory.getLogger(GrantNotices.class);

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
  }
}

package dev.gatehouse.core.audit.witness;

import dev.gatehouse.core.audit.SegmentTransportException;
import java.util.List;
import java.util.Optional;

/** Where the service's log can be asked. Calls may block; safe for use by many threads. */
public interface LogSource {
  /**
   * The signed checkpoint of the log as it stands now.
   *
   * @throws SegmentTransportException where the service could not be asked
   */
  String checkpoint() throws SegmentTransportException;

  /**
   * The consistency proof between two sizes (RFC 9162 section 2.1.4).
   *
   * @return empty where the service answers that it has none
   * @throws SegmentTransportException where the service could not be asked
   */
  Optional<List<byte[]>> consistency(long first, long second) throws SegmentTransportException;
}

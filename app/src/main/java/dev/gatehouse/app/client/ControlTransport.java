package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.control.api.Receipt;
import dev.gatehouse.core.audit.SegmentReceipt;
import dev.gatehouse.core.audit.SegmentTransport;
import dev.gatehouse.core.audit.SegmentTransportException;
import dev.gatehouse.core.audit.SegmentTransportException.Kind;

/** Brings sealed segments to the control service. */
record ControlTransport(ControlApi api) implements SegmentTransport {
  @Override
  public SegmentReceipt put(String sessionId, long number, byte[] bytes)
      throws SegmentTransportException {
    try {
      Receipt receipt = api.upload(sessionId, number, bytes);
      return new SegmentReceipt(
          receipt.sessionId(),
          receipt.number(),
          receipt.sha256(),
          receipt.receivedAt(),
          receipt.signature());
    } catch (GatehouseException e) {
      throw failed(e);
    }
  }

  @Override
  public void close(String sessionId, long segments) throws SegmentTransportException {
    try {
      api.closeSession(sessionId, segments);
    } catch (GatehouseException e) {
      throw failed(e);
    }
  }

  private static SegmentTransportException failed(GatehouseException e) {
    Kind kind =
        switch (e.kind()) {
          case BAD_INPUT, NO_GRANT, UNKNOWN_SOURCE -> Kind.REFUSED;
          // Not permitted: another person's session on this machine, which waits for that person.
          case NOT_SIGNED_IN,
              CONTROL_UNREACHABLE,
              DATABASE_UNREACHABLE,
              NOT_PERMITTED,
              RECORD_UNAVAILABLE,
              FAULT ->
              Kind.LATER;
        };
    return new SegmentTransportException(kind, String.valueOf(e.getMessage()), e);
  }
}

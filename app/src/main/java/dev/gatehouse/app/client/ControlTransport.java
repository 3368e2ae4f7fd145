package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.control.api.Acknowledgement;
import dev.gatehouse.control.api.Receipt;
import dev.gatehouse.core.audit.SegmentReceipt;
import dev.gatehouse.core.audit.SegmentTransport;
import dev.gatehouse.core.audit.SegmentTransportException;
import dev.gatehouse.core.audit.SegmentTransportException.Kind;
import dev.gatehouse.core.audit.witness.LogSource;
import java.util.List;
import java.util.Optional;

/** Brings sealed segments to the control service, and asks for its log. */
record ControlTransport(ControlApi api) implements SegmentTransport, LogSource {
  @Override
  public Acknowledged put(String sessionId, long number, byte[] bytes)
      throws SegmentTransportException {
    try {
      Acknowledgement answer = api.upload(sessionId, number, bytes);
      Receipt receipt = answer.receipt();
      return new Acknowledged(
          new SegmentReceipt(
              receipt.sessionId(),
              receipt.number(),
              receipt.sha256(),
              receipt.receivedAt(),
              receipt.signature()),
          answer.proof());
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

  @Override
  public String checkpoint() throws SegmentTransportException {
    try {
      return api.logCheckpoint();
    } catch (GatehouseException e) {
      throw failed(e);
    }
  }

  @Override
  public Optional<List<byte[]>> consistency(long first, long second)
      throws SegmentTransportException {
    try {
      return api.logConsistency(first, second);
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

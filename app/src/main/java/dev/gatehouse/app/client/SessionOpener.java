package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.DeviceKey;
import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.core.pipeline.GovernedSession;
import java.util.function.Consumer;

/** Opens governed sessions. */
final class SessionOpener {
  SessionOpener(
      ClientConfig config,
      DeviceKey deviceKey,
      ControlApi api,
      String keys,
      Uploads uploads,
      Sessions sessions) {}

  GovernedSession open(String grantId, Consumer<String> ended) throws GatehouseException {
    throw new GatehouseException(
        GatehouseException.Kind.FAULT,
        "This build of Gatehouse cannot open a session on a data source yet; update Gatehouse.");
  }
}

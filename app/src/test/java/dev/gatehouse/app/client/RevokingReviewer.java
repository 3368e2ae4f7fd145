package dev.gatehouse.app.client;

import dev.gatehouse.app.client.control.ControlAddress;
import dev.gatehouse.app.client.control.ControlApi;
import dev.gatehouse.app.client.control.DeviceKey;
import dev.gatehouse.app.client.signin.IdentityProviders;
import dev.gatehouse.app.client.signin.MemoryTokenStore;
import dev.gatehouse.app.client.signin.ProviderSession;
import dev.gatehouse.app.session.GatehouseException;
import java.time.Clock;
import java.util.Map;

/** A reviewer who revokes grants, which the workbench does not do yet. */
record RevokingReviewer(ControlApi api) implements AutoCloseable {
  static RevokingReviewer signIn(Stack stack) throws GatehouseException {
    ProviderSession session =
        IdentityProviders.of(
                stack.client("revoking").service(), new MemoryTokenStore(), Clock.systemUTC())
            .withBrowser(new DemoBrowser("reviewer"));
    return new RevokingReviewer(
        new ControlApi(
            ControlAddress.parse(stack.control()),
            "test",
            DeviceKey.open(stack.stateDirectory("revoking")),
            Clock.systemUTC(),
            session::token));
  }

  void revoke(String grantId) throws GatehouseException {
    api.move(grantId, "revoke", Map.of("reason", "Not needed any more."));
  }

  @Override
  public void close() {
    api.close();
  }
}
